/** Writes small ONNX models, byte by byte: just enough of protocol buffers and of ONNX for the models of these tests. */

type Field = readonly [number: number, value: number | bigint | string | Uint8Array | Message];
/** The fields of a message, in order; what repeats is written several times. */
type Message = readonly Field[];

interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly values: readonly number[];
  readonly type: "float" | "int64";
}
interface Input {
  readonly name: string;
  /** A name stands for a length that is known only when the model is run. */
  readonly dims: readonly (string | number)[];
  readonly type: "float" | "int64";
}
export interface Operation {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Whole numbers, or lists of them. */
  readonly attributes?: { readonly [name: string]: number | readonly number[] };
}
export interface Model {
  readonly inputs: readonly Input[];
  readonly outputs: readonly Input[];
  readonly constants: readonly Tensor[];
  readonly operations: readonly Operation[];
}

const typeNumbers = { float: 1, int64: 7 } as const;
const OPSET = 13; // in which the axes of a sum are an input and those of a maximum an attribute
const IR_VERSION = 8;

export function onnx({ inputs, outputs, constants, operations }: Model): Uint8Array {
  const graph: Message = [
    ...operations.map((operation): Field => [1, node(operation)]),
    [2, "graph"],
    ...constants.map((tensor): Field => [5, tensorOf(tensor)]),
    ...inputs.map((input): Field => [11, described(input)]),
    ...outputs.map((output): Field => [12, described(output)]),
  ];
  return bytesOf([
    [1, IR_VERSION],
    [7, graph],
    [8, [[2, OPSET]]],
  ]);
}

function node({ operator, inputs, output, attributes = {} }: Operation): Message {
  return [
    ...inputs.map((name): Field => [1, name]),
    [2, output],
    [4, operator],
    ...Object.entries(attributes).map(([name, value]): Field => [5, attribute(name, value)]),
  ];
}

function attribute(name: string, value: number | readonly number[]): Message {
  return typeof value === "number"
    ? [
        [1, name],
        [3, value],
        [20, 2],
      ] // an integer
    : [[1, name], ...value.map((one): Field => [8, one]), [20, 7]]; // integers
}

function tensorOf({ name, dims, values, type }: Tensor): Message {
  const raw = type === "float" ? Float32Array.from(values) : BigInt64Array.from(values, (value) => BigInt(value));
  return [...dims.map((dim): Field => [1, dim]), [2, typeNumbers[type]], [8, name], [9, new Uint8Array(raw.buffer)]];
}

function described({ name, dims, type }: Input): Message {
  const shape = dims.map((dim): Field => [1, [typeof dim === "number" ? [1, dim] : [2, dim]]]);
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, typeNumbers[type]],
            [2, shape],
          ],
        ],
      ],
    ],
  ];
}

function bytesOf(message: Message): Uint8Array {
  return joined(message.map(([number, value]) => written(number, value)));
}

function written(number: number, value: Field[1]): Uint8Array {
  if (typeof value === "number" || typeof value === "bigint") return joined([varint(number << 3), varint(value)]);
  const bytes =
    typeof value === "string" ? new TextEncoder().encode(value) : value instanceof Uint8Array ? value : bytesOf(value);
  return joined([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 128n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
