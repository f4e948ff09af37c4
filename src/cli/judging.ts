import type { Judge } from "vouchsafe";
import { judge } from "vouchsafe/judge";
import { anthropic, type Model, openai, resilient } from "vouchsafe/model";
import { badUsage } from "./flags.ts";

type Environment = { readonly [name: string]: string | undefined };

/** What each provider is called on the command line, and how its model is made from the environment. */
const providers: { readonly [name: string]: (model: string, environment: Environment) => Model } = {
  openai(model, { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL }) {
    // A server of one's own may ask for no key; OpenAI's does.
    if (!apiKey && !baseURL) throw keyless("openai", "OPENAI_API_KEY, or OPENAI_BASE_URL for a server that needs none");
    return openai({ ...(apiKey && { apiKey }), ...(baseURL && { baseURL }) }, { model });
  },
  anthropic(model, { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseURL }) {
    if (!apiKey && !baseURL) throw keyless("anthropic", "ANTHROPIC_API_KEY");
    return anthropic(
      { ...(apiKey && { apiKey }), ...(baseURL && { baseURL: `${baseURL.replace(/\/$/, "")}/v1` }) },
      { model },
    );
  },
};

/** The judge that `--judge PROVIDER:MODEL` asks for. Throws bad usage, which never shows a key. */
export function judgeNamed(written: string, environment: Environment): Judge {
  const at = written.indexOf(":");
  const [provider, model] = at < 0 ? [written, ""] : [written.slice(0, at), written.slice(at + 1)];
  const build = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  const known = Object.keys(providers).join(" or ");
  if (build === undefined || model === "")
    throw badUsage(`--judge takes PROVIDER:MODEL, where the provider is ${known}, got ${JSON.stringify(written)}`);
  try {
    return judge(resilient(build(model, environment)));
  } catch (error) {
    // The adapters' own complaints about a key or an address do not show it.
    if (error instanceof TypeError) throw badUsage(`--judge: ${error.message}`);
    throw error;
  }
}

const keyless = (provider: string, names: string): Error =>
  badUsage(`--judge ${provider}:… needs ${names} in the environment`);
