/** Words for what an answer was written from. */
const MATERIAL =
  "(?:passages?|sources?|documents?|documentation|context|texts?|articles?|excerpts?|information|materials?|data|records?|snippets?|page|pages|manual|guide|policy|policies|handbook|leaflet|review|reviews)";
const SAYING =
  "(?:mention|say|state|specify|provide|include|contain|discuss|address|explain|indicate|give|offer|cover|clarify|define|describe|list|reveal|disclose|tell|note|answer|elaborate|detail|make clear)";
const SAID =
  "(?:mentioned|specified|stated|provided|given|discussed|described|covered|addressed|disclosed|included|indicated|said|listed|found|available|clear|made clear)";
const THE = "(?:the|these|this|those|your|our|any of the|all of the|both|it|they|however,?|but)";
const SUBJECT = `^(?!since\\b|as\\b|because\\b|while\\b|although\\b|though\\b|if\\b|when\\b)(?:${THE} )?(?:[\\w-]+ ){0,2}(?:${MATERIAL}|they|it)(?: (?:you )?(?:provided|given|above|listed|supplied|available|here|retrieved|shared))?(?: \\d{1,3})?`;

/**
 * Clauses that say that the sources are silent, in lower case: each begins with the sources or with the silence, or
 * ends with it, so that no statement hides in front. What is said to be missing follows, and is checked by its absence.
 */
export const ABSENCE: readonly RegExp[] = [
  new RegExp(`${SUBJECT} (?:do|does|did)(?: not|n['’]t) (?:\\w+ ){0,2}${SAYING}\\b`),
  new RegExp(
    `${SUBJECT} (?:has|have|had|contains?|provides?|gives?|offers?|includes?) no (?:\\w+ )?(?:information|details?|mention|indication|data|evidence|guidance)\\b`,
  ),
  new RegExp(`${SUBJECT} (?:is|are|was|were|remains?|stays?) silent (?:on|about)\\b`),
  new RegExp(
    `^(?:neither|none)(?: of)?(?: the| these| those)? (?:[\\w-]+ ){0,2}${MATERIAL} (?:\\w+ )?${SAYING}(?:s|es|d|ed)?\\b`,
  ),
  new RegExp(`^(?:it|this|that) (?:is|was) not (?:explicitly |specifically |directly |clearly )?${SAID}\\b`),
  /^(?:there is|there['’]s|there was) no (?:\w+ )?(?:mention|information|indication|details?|reference|data)\b/,
  new RegExp(
    `^(?:no (?:\\w+ )?(?:information|details?|mention)|nothing|none)\\b(?: [\\w-]+){0,8} (?:is |are |was |were )?${SAID}\\b`,
  ),
  new RegExp(
    `\\b(?:is|are|was|were) not (?:explicitly |specifically |directly |clearly )?${SAID}(?: (?:in|by|from) (?:the |any |these |this |those |your )?(?:[\\w-]+ ){0,3}${MATERIAL}(?: (?:provided|given))?)?[.!]?$`,
  ),
  new RegExp(`^no (?:[\\w-]+ ){1,6}(?:is|are|was|were) ${SAID}\\b`),
  // Other languages.
  /^(?:die |diese )?(?:dokumente?|quellen?|texte?|unterlagen?)\b.{0,30}(?:erwähn|enthalt|enthält|nenn|sag).{0,30}(?:kein|nicht)/u,
  /^(?:aus )?(?:den |die |diesen )?(?:dokumenten?|quellen?|texten?|unterlagen?) (?:geht|gehen) .{0,80}nicht hervor/u,
  /^(?:les |ces |le |la )?(?:documents?|sources?|textes?)\b.{0,30}\bne (?:mentionnent?|précisent?|disent?|indiquent?|contien(?:t|nent)|donnent?) pas\b/,
  /^(?:los |las |el |la |estos )?(?:documentos?|fuentes?|textos?)\b.{0,20}\bno (?:menciona[n]?|indica[n]?|especifica[n]?|dice[n]?|contiene[n]?|incluye[n]?)\b/,
  /^(?:в )?(?:источник|документ|текст).{0,40}не (?:упомина|сообща|указ|содерж|говор)/u,
  /^(?:у )?(?:джерел|документ|текст).{0,40}не (?:згаду|вказ|міст|повідомля)/u,
  /^(?:这些|提供的)?(?:资料|文档|文件|来源|文章).{0,8}(?:没有|未|并未)(?:提及|提到|说明|包含|涉及)/u,
  /^(?:これらの)?(?:資料|文書|ソース|記事|文章)(?:に|で)は.{0,40}(?:記載されていません|言及されていません|ありません|書かれていません)[。]?$/u,
  /^(?:لا|لم) (?:تذكر|يذكر|تحدد|تشير|ترد).{0,12}(?:المصادر|الوثائق|النصوص|المستندات|الوثيقة)/u,
  /^(?:المصادر|الوثائق|النصوص|المستندات|الوثيقة).{0,12}(?:لا|لم) (?:تذكر|تحدد|تشير|تتضمن)/u,
  /^(?:इन )?(?:दस्तावेज़|स्रोत|पाठ).{0,70}(?:उल्लेख नहीं|नहीं (?:है|दी|बताया|किया))/u,
];

/** A lead-in before a statement; what follows it is the claim. */
export const LEAD_IN_PREFIX = new RegExp(
  `^(?:based (?:up)?on|according to|from|per|as (?:stated|mentioned|described|noted|per|explained|outlined)(?: in| by)?|in) (?:what is (?:stated |said )?in )?(?:the |these |this |those |your |all (?:of )?the )?(?:[\\w-]+ ){0,3}${MATERIAL}(?: (?:you )?(?:provided|given|above|below|supplied|shared))?(?:,|:) `,
);
