import { words } from "../text/words.ts";

/**
 * The closed list of what is no claim. Patterns are tried on a piece in lower case, without emphasis; each is anchored
 * at the start and short, so trying them is constant time. A piece that is not on the list is a claim.
 */
type Row = readonly [reason: "greeting" | "thanks" | "offer" | "assistant", maxWords: number, pattern: RegExp];

/** English courtesies; what follows them must be courteous too: see `COURTESY`. */
export const COURTESIES: readonly Row[] = [
  ["greeting", 8, /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|welcome)\b/],
  [
    "greeting",
    7,
    /^(?:sure|certainly|of course|absolutely|definitely|great question|good question|no problem|okay|ok|gladly|alright|all right|happy to help)\b/,
  ],
  [
    "greeting",
    6,
    /^(?:(?:kind|best|warm) regards|get well|good luck|enjoy|have an? (?:great|nice|good)|best (?:of luck|wishes|regards)|happy \w+ing)\b/,
  ],
  ["thanks", 12, /^(?:thank you|thanks|many thanks|i appreciate your|you(?:['’]re| are) welcome|my pleasure)\b/],
  [
    "offer",
    40,
    /^(?:please )?(?:let me know|feel free to (?:ask|reach|contact|let|write|get|message)|do(?:n['’]t| not) hesitate to (?:ask|reach|contact|let|write|get|message))\b/,
  ],
  [
    "offer",
    40,
    /^if (?:you(?:['’]d like| have| need| want| would like)|there is|there['’]s)\b.{0,120}\b(?:let me know|feel free|ask|happy to help|do not hesitate|don['’]t hesitate|reach out|here to help|glad to help)\b/,
  ],
  [
    "offer",
    30,
    /^(?:i(?:['’]d| would) be (?:happy|glad) to (?:help|assist)|i(?:['’]m| am) (?:here|happy|glad|always happy) to (?:help|assist)|i can also|would you like me to|shall i)\b/,
  ],
];

/** What the assistant did or hopes; all other words must be known, from the question, the sources or the stock of introductions. */
export const REPORTS: readonly Row[] = [
  [
    "assistant",
    40,
    /^(?:please )?(?:remember|keep in mind|be aware|note) that (?:i|my|this (?:answer|response|summary))\b/,
  ],
  ["assistant", 40, /^i(?:['’]ve| have) (?:tried|summari[sz]ed|used|based|kept|included|written|listed|done)\b/],
  ["assistant", 40, /^(?:hope (?:this|that|it)\b|i (?:really |sincerely )?hope (?:this|that|it|these)\b)/],
  ["assistant", 40, /^(?:my|this|the above|that) (?:answer|response|summary|information|knowledge|training)\b/],
];

/** Disclaimers of the assistant, and the commonest courtesies of other languages, short as they are. */
export const SET_PHRASES: readonly Row[] = [
  [
    "assistant",
    40,
    /^(?:please )?(?:(?:remember|keep in mind|be aware|note) that )?(?:as an? (?:ai|language model|large language model|assistant|virtual assistant)\b(?: \w+){0,3},?(?:$| i (?:ca(?:n['’]t|nnot|n not)|do(?:n['’]t| not)|am (?:not|unable|only)|have no|may|might)\b)|i(?:['’]m| am) (?:just |only )?an? (?:ai|assistant|language model|virtual|chatbot)\b)/,
  ],
  ["assistant", 40, /^i(?:['’]m| am) (?:not an? |sorry to hear\b|sorry that you\b)/],
  [
    "assistant",
    20,
    /^(?:please )?(?:note that )?i (?:ca(?:n['’]t|nnot|n not)|do(?:n['’]t| not)|am (?:not able|unable) to) (?:have access|have the ability|run|open|access|browse|see|view|perform|book|place)\b/,
  ],
  // Other languages: the commonest fixed phrases.
  [
    "greeting",
    3,
    /^(?:hallo|guten (?:tag|morgen|abend)|gerne|natürlich|selbstverständlich|bonjour|bonsoir|bien sûr|volontiers|hola|buenos días|buenas tardes|claro|por supuesto|ciao|buongiorno|certo|olá|здравствуйте|привет|добрый день|конечно|вітаю|добрий день|звичайно|γεια σας|καλημέρα|مرحبا|أهلا|بالتأكيد|नमस्ते|ज़रूर|你好|您好|当然|好的|こんにちは|もちろん|承知|안녕하세요|물론)(?=[\s,!.。！，]*$|[,!！，] )/u,
  ],
  ["greeting", 3, /^(?:你好|您好|当然可以|好的|こんにちは|もちろんです|承知しました|안녕하세요|물론입니다)/u],
  [
    "thanks",
    6,
    /^(?:ご質問ありがとう|danke|vielen dank|merci|gracias|muchas gracias|grazie|obrigad[oa]|спасибо|дякую|ευχαριστώ|شكرا|धन्यवाद|谢谢|感谢|ありがとう|감사합니다)/u,
  ],
  [
    "offer",
    30,
    /^(?:wenn sie (?:weitere |noch )?fragen|bei (?:weiteren )?fragen|melden sie sich|n['’]hésitez pas|si vous avez (?:d['’]autres|des) questions|si tienes (?:más|alguna)|si tiene (?:más|alguna)|no dude[sn]? en|если у вас (?:есть|остались|возникнут)|обращайтесь|якщо у вас (?:є|виникнуть)|إذا كان لديك|لا تتردد|यदि आपके (?:कोई|और)|如果您?(?:还有|有)|如有(?:其他|任何)?(?:问题|疑问)|他にご?質問|何か(?:ご質問|ご不明)|ご不明な点)/u,
  ],
  [
    "assistant",
    30,
    /^(?:ich hoffe,?|j['’]espère que|espero que|spero che|надеюсь,? (?:это|что)|сподіваюся|ελπίζω|आशा है|أتمنى أن|希望(?:这|以上|能)|お役に立て(?:れば|ば))/u,
  ],
];

/** Words that join a sentence to the one before and are passed over when it is looked up. */
export const CONNECTIVE =
  /^(?:(?:therefore|however|so|thus|hence|unfortunately|in conclusion|overall|as a result|consequently|additionally|also|finally|ultimately|instead|nevertheless|and|but|note|based on (?:this|the above)|given (?:this|the above|the information provided)|(?:based on|given) the (?:given |provided |above )?(?:passages?|information|context|sources?|documents?)(?: (?:provided|given|above))?),? )?(?:the answer(?: to (?:the|your|this|that)(?: original| given)? question)? is:? )?/;

/** Words of courtesy, by key. A greeting, thanks or an offer that says more than these and the question do is a claim. */
export const COURTESY: ReadonlySet<string> = new Set(
  words(
    "hope hopes helps helped helpful useful clears clear cleared things incomplete possible short kept keep based only documents document sources gave given answer answers response responses summary complete wrong mistakes errors may might check verify note customer customers trip journey unclear clear will gladly check which taking see hi hello hey dear good morning afternoon evening day greetings welcome there everyone again sure certainly of course absolutely definitely great question questions no problem okay ok gladly alright all right happy to help kind best warm regards get well soon good luck enjoy your meal meals have a nice time wishes cooking baking thank thanks you many for asking reaching out contacting contact us patience understanding interest i appreciate the are welcome my pleasure please let me know feel free ask reach write get message touch do not don't hesitate if would like need want is there any other more further additional anything else information details detail help helping assistance assist clarification explain explanation questions concerns about this that these topic with or and in on it can could may i'd be glad am here always also shall we today now just me so very much else something someone explanation summary list example examples as me at support me if you like specific different how",
  ).map(({ key }) => key),
);

/** Statements of the assistant that it cannot answer. */
export const ABSTENTION: readonly RegExp[] = [
  /^(?:sorry,? (?:but )?)?(?:that|this) is (?:beyond|outside)\b/,
  /\b(?:do|does|did)(?: not|n['’]t) (?:contain|provide|have|include|give|offer) (?:enough|sufficient|the necessary) (?:information|details?|context|data)(?: to (?:answer|determine|say|tell)\b.{0,80})?[.]?$/,
  /^(?:das|dies|(?:die|diese|ihre) frage) kann ich .{0,60}\bnicht (?:beantworten|sagen|klären)/,
  /^मैं .{0,80}(?:उत्तर|जवाब|बता).{0,30}नहीं/u,
  /^(?:根据.{0,20}[，,])?我?(?:目前)?无法(?:回答|确定|提供)/u,
  /^(?:i(?:['’]m| am) afraid,? (?:that )?)?(?:(?:i(?:['’]m| am) )?(?:very |truly |so )?sorry,? (?:but )?)?(?:unfortunately,? )?i (?:really )?(?:do(?:n['’]t| not) know|do(?:n['’]t| not) have (?:enough |sufficient |any |the )?(?:information|context|details?|data)|ca(?:n['’]t|nnot|n not)(?: (?:answer|find|provide|determine|help|say|tell|give|confirm|verify)|,? based on)|could(?:n['’]t| not) (?:answer|find|determine)|(?:am|was) (?:unable|not able|not sure))/,
  /^(?:i(?:['’]m| am) )?(?:sorry,? (?:but )?)?(?:i(?:['’]m| am) )?(?:unable|not able|not sure) to (?:answer|provide|determine|find|say|give)/,
  /^(?:i(?:['’]m| am) )?(?:very |truly |so )?(?:sorry|not sure|unsure)[.!]?$/,
  /^it(?:['’]s| is) (?:not possible|impossible|difficult|hard|unclear|not clear|unable) (?:for me )?to (?:answer|provide|determine|find|say|give|tell|know)\b/,
  /^(?:i (?:am|was) able to answer|the answer to (?:the|your) question is based on)\b/,
  /^unable to (?:answer|provide|determine|find|respond)/,
  /^(?:there is |there['’]s )?(?:not enough|insufficient|no(?:t sufficient)?) (?:information|context|evidence|data) (?:is )?(?:provided |given |available )?(?:to |for )/,
  /^(?:this|the|your) question (?:can(?:not|['’]t)|could not) be answered/,
  /^(?:no answer|n\/a|unknown|not applicable)[.!]?$/,
  /^(?:(?:es )?tut mir leid|ich weiß (?:es |das )?nicht|das weiß ich nicht|(?:diese|die|ihre) frage kann ich|ich kann (?:die|diese|ihre|das|dazu)\b.{0,60}\bnicht|je ne sais pas|désolée?|je ne peux pas|no (?:lo )?sé|lo siento|no puedo (?:responder|contestar)|non lo so|я не знаю|не знаю|к сожалению,? я не|извините|не могу ответить|на жаль,? я не|δεν (?:γνωρίζω|μπορώ)|لا أعرف|لا أستطيع|عذرا|मुझे (?:नहीं पता|खेद)|मैं (?:इस|इसका).{0,40}नहीं|我不(?:知道|清楚|确定)|(?:很)?抱歉|无法(?:回答|确定)|わかりません|申し訳|お答えできません|모르겠습니다|죄송)/u,
];

const MATERIAL =
  "(?:passages?|sources?|documents?|documentation|context|texts?|articles?|excerpts?|information|materials?|data|records?|snippets?|page|pages|manual|guide|policy|policies|handbook|leaflet|review|reviews)";
const SAYING =
  "(?:mention|say|state|specify|provide|include|contain|discuss|address|explain|indicate|give|offer|cover|clarify|define|describe|list|reveal|disclose|tell|note|answer|elaborate|detail|make clear)";

/** Statements that the sources are silent on something: claims, checked by absence. */
export const ABSENCE: readonly RegExp[] = [
  new RegExp(`\\b${MATERIAL}\\b.{0,60}\\b(?:do|does|did)(?: not|n['’]t)\\b.{0,30}\\b${SAYING}\\b`),
  new RegExp(
    `\\b${MATERIAL}\\b.{0,40}\\b(?:has|have|had|contains?|provides?|gives?|offers?) no (?:information|details?|mention|indication|data)\\b`,
  ),
  new RegExp(`\\b${MATERIAL}\\b (?:is|are|was|were|remains?|stays?) silent (?:on|about)\\b`),
  new RegExp(`^(?:neither|none)\\b.{0,40}\\b${MATERIAL}\\b.{0,30}\\b${SAYING}(?:s|es|d|ed)?\\b`),
  /^(?:it|this|that) (?:is|was) not (?:explicitly |specifically |directly |clearly )?(?:stated|mentioned|specified|said|disclosed|described|indicated|made clear)\b/,
  /\b(?:there is|there['’]s|there was) no (?:mention|information|indication|detail|reference|evidence|data)\b/,
  /^(?:no (?:information|details?|mention)|nothing|none|not)\b.{0,120}\b(?:provided|given|mentioned|available|found|in the|is said)\b/,
  new RegExp(
    `\\b(?:is|are|was|were) not (?:explicitly |specifically |directly |clearly )?(?:mentioned|specified|stated|provided|given|discussed|described|covered|addressed|disclosed|included|clear|listed|found) (?:in|by|from) (?:the |any |these |this |those |your )?(?:\\w+ ){0,3}${MATERIAL}`,
  ),
  /\b(?:dokumente?|quellen?|texte?|unterlagen?|kontext)\b.{0,80}\b(?:nicht|keine)\b.{0,60}\b(?:hervor|erwähn|angaben?|informationen?|genannt)/,
  /\b(?:dokumente?|quellen?|texte?|unterlagen?)\b.{0,30}(?:erwähn|enthalt|enthält|nenn|sag).{0,30}(?:kein|nicht)/u,
  /\b(?:geht|gehen) (?:aus|nicht)\b.{0,80}\bnicht hervor\b/,
  /\b(?:documents?|sources?|textes?)\b.{0,60}\bne (?:mentionnent?|précisent?|disent?|indiquent?|contien(?:t|nent)|donnent?) pas\b/,
  /\b(?:documentos?|fuentes?|textos?)\b.{0,40}\bno (?:menciona[n]?|indica[n]?|especifica[n]?|dice[n]?|contiene[n]?|incluye[n]?)\b/,
  /(?:источник|документ|текст).{0,60}не (?:упомина|сообща|указ|содерж|говор)/u,
  /(?:джерел|документ|текст).{0,60}не (?:згаду|вказ|міст|повідомля)/u,
  /(?:资料|文档|文件|来源|文章).{0,40}(?:没有|未|并未)(?:提及|提到|说明|包含|涉及)/u,
  /(?:資料|文書|ソース|記事|文章).{0,60}(?:記載されていません|言及されていません|ありません|書かれていません)/u,
  /(?:لا|لم) (?:تذكر|يذكر|تحدد|تشير|ترد).{0,40}(?:المصادر|الوثائق|النصوص|المستندات|الوثيقة)/u,
  /(?:المصادر|الوثائق|النصوص|المستندات|الوثيقة).{0,30}(?:لا|لم) (?:تذكر|تحدد|تشير|تتضمن)/u,
  /(?:दस्तावेज़|स्रोत|पाठ).{0,80}(?:उल्लेख नहीं|नहीं (?:है|दी|बताया|किया))/u,
];

/** A lead-in before a statement; what follows it is the claim. */
export const LEAD_IN_PREFIX = new RegExp(
  `^(?:based (?:up)?on|according to|from|per|as (?:stated|mentioned|described|noted|per|explained|outlined)(?: in| by)?|in) (?:what is (?:stated |said )?in )?(?:the |these |this |those |your |all (?:of )?the )?(?:[\\w-]+ ){0,3}${MATERIAL}(?: (?:you )?(?:provided|given|above|below|supplied|shared))?(?:,|:) `,
);
/** "Here is the answer: X", "Sure, X", "In summary, X": words that only introduce what is said. */
export const OPENING_PREFIX =
  /^(?:(?:here(?:['’]s| is| are) (?:the|a|an|some|my|your) (?:short |brief |quick )?(?:answer|summary|list|overview|steps?|details?)|in short|in summary|to summari[sz]e|in conclusion|overall|answer|summary|short answer|sure|certainly|of course|great question)(?:,|:|!) )/;

/** A piece that ends in a colon and says that something follows. */
export const INTRODUCES =
  /\b(?:here(?:['’]s| is| are)|follow(?:ing|s)?|below|these (?:are|steps)|steps?|summary|answer|list|as follows|include|includes|including)\b/;
/** Words of introducing, by key: they assert nothing. */
export const INTRODUCING: ReadonlySet<string> = new Set(
  words(
    "less fewer exactly approximately around under paragraph paragraphs bullet manual guide page handbook policy leaflet brochure website material data records snippets certainly sure here follow following follows below these this those that some several various different few many steps step list lists overview summary brief short quick detailed details main key important points point aspects things ways way tips reasons examples example options option ingredients instructions guide comparison breakdown table answer question based given provided according information passages passage sources source documents article text context include includes including includes with from about what how when where which your will need needed make made getting started start let's take look each both them must may should could would know process requested request compare compares differences difference taken when whether two three next first they their there such using used also complete general basic simple common more most regarding related within words sentences concise",
  ).map(({ key }) => key),
);
/** The words that join a clause to the one before it. */
export const BEGINS_CLAUSE =
  /^(?:and|but|which|while|whereas|although|though|however|yet|because|as|since|so|nor|even though|given that) /;
/** The same in other languages, where a full stop may stand for the colon. German writes all nouns large. */
export const INTRODUCES_FOREIGN =
  /^(?:hier (?:ist|sind|finden sie)|folgende|die folgenden|voici|aquí (?:está|están|tiene|tienes)|estos son|ecco|aqui (?:está|estão)|вот|ниже|ось|παρακάτω|यहाँ|إليك|فيما يلي)(?![\p{L}\p{M}]).{0,120}[:：]$|^(?:以下(?:是|のとおり|の通り)|步骤如下|具体如下).{0,30}[:：。]?$|(?:次のとおり|以下のとおり|以下の通り|如下)(?:です)?[:：。]?$/u;
/** Questions that tell: "Did you know that …?", "Why is …?", "…, right?". */
export const TELLS_AT_END =
  /, (?:right|correct|ok|okay|yes|no|isn['’]t (?:it|he|she)|aren['’]t they|doesn['’]t it|don['’]t (?:they|you|we))\?$/;
export const TELLS =
  /^(?:(?:and |but )?(?:did|do) you (?:know|realize|realise)|have you heard|who knew|(?:is|are|was|does|did|do|has|have|would|should)n['’]t\b|(?:and |but |so )?why\b|how come\b|wussten sie|wusstest du|saviez-vous|sabías|sabía usted|знаете ли|чи знаєте)/;
/** "Let's begin": says that something follows. */
export const BEGINS =
  /^(?:let['’]s|let us) (?:get started|dive in|begin|start|go|take a (?:closer )?look|break (?:it|this) down)\b/;

/** Figures that speak of the answer itself: "in 120 words". */
export const OWN_LENGTH =
  /\b(?:in|within|of|under|about|exactly|approximately|around)? ?\(?\d{1,4}[ -](?:words?|sentences?|paragraphs?|bullet points?|characters?)\b( or (?:less|fewer))?\)?/g;
/** Labels that count the answer's own parts: "Step 3:". */
export const ORDINAL_LABEL =
  /\b(?:step|part|section|phase|option|method|tip|point|reason|schritt|étape|paso|шаг|крок|步骤|ステップ)\s?\d{1,2}\b[.:)]?/gu;
