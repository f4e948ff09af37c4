import { codes, verify } from "vouchsafe";
import { fromAnthropic, fromGemini, fromJson, fromOpenAI } from "vouchsafe/read";

// What the clients of three providers return, cut to what is read, and a model that was asked for JSON.
const url = "https://museum.example/hours";
const claim = "The museum is closed on Mondays";
const completion = {
  choices: [
    {
      message: {
        content: `😀 ${claim} [1].`,
        annotations: [{ type: "url_citation", url_citation: { url, title: "Hours", start_index: 34, end_index: 37 } }],
      },
      finish_reason: "stop",
    },
  ],
};
const cited = { type: "char_location", document_index: 0, cited_text: "closed on Fridays", start_char_index: 14 };
const message = { content: [{ type: "text", text: `${claim}.`, citations: [cited] }], stop_reason: "end_turn" };
const groundingSupports = [{ segment: { endIndex: 31 }, groundingChunkIndices: [0] }];
const groundingMetadata = { groundingChunks: [{ web: { uri: "https://other.example" } }], groundingSupports };
const response = { candidates: [{ content: { parts: [{ text: `${claim}.` }] }, groundingMetadata }] };
const reply =
  '```json\n{"claims": [{"text": "It opens at nine.", "source_id": "hours", "quote": "opens at nine"}]}\n```';

const sources = [{ id: "hours", url, text: "The museum is closed on Mondays. It opens at nine." }];
const answers = {
  openai: fromOpenAI(completion, { sources }),
  anthropic: fromAnthropic(message, { sources }), // its quote was altered
  gemini: fromGemini(response, { sources }), // cites a page that was not given
  json: fromJson(reply, { sources }),
};
for (const [name, answer] of Object.entries(answers)) {
  const outcome = await verify(answer);
  console.log(name, outcome.status, outcome.status === "verified" ? outcome.basis : codes(outcome).join());
}
