/**
 * The closed list of what is no claim. Patterns are tried on a piece in lower case, without emphasis; each is anchored
 * at the start and short, so trying them is constant time. A piece that is not on the list is a claim.
 */
export type Row = readonly [reason: "greeting" | "thanks" | "offer" | "assistant", maxWords: number, pattern: RegExp];

/** Courtesies that answer a question that asks for yes or no. */
export const AFFIRMS =
  /^(?:sure|certainly|of course|absolutely|definitely|no problem|okay|ok|alright|all right|gladly|enjoy|you(?:['’]re| are) welcome|happy)\b/;

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
  [
    "thanks",
    12,
    /^(?:thank you|thanks|many thanks|i appreciate your|you(?:['’]re| are) welcome(?! to\b)|my pleasure)\b/,
  ],
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

/** Disclaimers of the assistant, in words of disclaiming alone. */
export const DISCLAIMERS: readonly Row[] = [
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
];

/** Courtesies of other languages: of the Latin, Cyrillic, Arabic and Indic ones all other words must be courteous too. */
export const FOREIGN: readonly Row[] = [
  [
    "greeting",
    6,
    /^(?:hallo|guten (?:tag|morgen|abend)|gerne|natürlich|selbstverständlich|bonjour|bonsoir|bien sûr|volontiers|hola|buenos días|buenas tardes|claro|por supuesto|ciao|buongiorno|certo|olá|здравствуйте|привет|добрый день|конечно|вітаю|добрий день|звичайно|γεια σας|καλημέρα|مرحبا|أهلا|بالتأكيد|नमस्ते|ज़रूर)(?![\p{L}\p{M}])/u,
  ],
  [
    "thanks",
    10,
    /^(?:danke|vielen dank|merci|gracias|muchas gracias|grazie|obrigad[oa]|спасибо|дякую|ευχαριστώ|شكرا|धन्यवाद)(?![\p{L}\p{M}])/u,
  ],
  [
    "offer",
    20,
    /^(?:wenn sie|bei (?:weiteren )?fragen|melden sie sich|n['’]hésitez pas|si vous avez|si tienes|si tiene|no dude[sn]?|если у вас|обращайтесь|якщо у вас|звертайтеся|إذا كان لديك|لا تتردد|यदि आपके)(?![\p{L}\p{M}])/u,
  ],
  [
    "assistant",
    14,
    /^(?:ich hoffe|j['’]espère|espero|spero|надеюсь|сподіваюся|ελπίζω|आशा है|أتمنى|آمل)(?![\p{L}\p{M}])/u,
  ],
];

/** Courtesies in scripts without spaces, whole. */
export const FOREIGN_WHOLE: readonly (readonly [reason: Row[0], pattern: RegExp])[] = [
  [
    "greeting",
    /^(?:你好|您好|当然(?:可以)?|好的|没问题|こんにちは|もちろん(?:です)?|承知(?:しました|いたしました)|かしこまりました|안녕하세요|물론입니다|네)[！!。，,、]?$/u,
  ],
  [
    "thanks",
    /^(?:谢谢|感谢)(?:您|你)?(?:的)?(?:提问|问题|咨询|耐心)?[！!。]?$|^(?:ご質問|お問い合わせ)?(?:いただき)?(?:、)?(?:誠に)?ありがとうございます[！!。]?$|^감사합니다[.!。]?$/u,
  ],
  [
    "offer",
    /^(?:如果|如)(?:您|你)?(?:还有|有)(?:任何|其他|更多)?(?:问题|疑问|需要)[，,]?(?:请|欢迎)?(?:随时)?(?:告诉我|联系我们|联系我|提问|问我|告知)?[。！!]?$|^(?:他に|何か)?(?:ご質問|ご不明な点)(?:が|は)?(?:ございましたら|あれば|ありましたら)?[、,]?(?:お気軽に)?(?:お知らせ|お尋ね|お問い合わせ)(?:ください|くださいませ)[。！!]?$/u,
  ],
  [
    "assistant",
    /^希望(?:这|以上)(?:些|个)?(?:信息|回答|内容)?(?:对您|对你)?(?:能)?有(?:所)?帮助[。！!]?$|^お役に立て(?:れば|ば)幸いです[。！!]?$/u,
  ],
];
/** Words that join a sentence to the one before and are passed over when it is looked up. */
export const CONNECTIVE =
  /^(?:note: )?(?:(?:unfortunately,? )?(?:i(?:['’]m| am) )?(?:very |so |truly )?(?:sorry|afraid),? (?:but |that )?)?(?:(?:therefore|however|so|thus|hence|unfortunately|in conclusion|overall|as a result|consequently|additionally|also|finally|ultimately|instead|nevertheless|and|but|note|based on (?:this|the above)|given (?:this|the above|the information provided)|(?:based on|given) the (?:given |provided |above )?(?:passages?|information|context|sources?|documents?)(?: (?:provided|given|above))?),? )?(?:the answer(?: to (?:the|your|this|that)(?: original| given)? question)? is:? )?/;

/** Statements of the assistant that it cannot answer. */
export const ABSTENTION: readonly RegExp[] = [
  /^(?:sorry,? (?:but )?)?(?:that|this) is (?:beyond|outside)\b/,
  /\b(?:do|does|did)(?: not|n['’]t) (?:contain|provide|have|include|give|offer) (?:enough|sufficient|the necessary) (?:information|details?|context|data)(?: to (?:answer|determine|say|tell)\b.{0,80})?[.]?$/,
  /^(?:das|dies|(?:die|diese|ihre) frage) kann ich .{0,60}\bnicht (?:beantworten|sagen|klären)/,
  /^मैं .{0,80}(?:उत्तर|जवाब|बता).{0,30}नहीं/u,
  /^(?:根据[^，,]{0,16}[，,])?我?(?:目前)?(?:无法|不能)(?:回答|确定|提供答案)(?:这个|该|您的)?(?:问题)?[。]?$/u,
  /^(?:很)?抱歉[，,]?我?(?:无法|不能|不知道|不清楚|不确定)(?:回答|提供|确定)?.{0,10}[。]?$|^我不(?:知道|清楚|确定)[。]?$/u,
  /^(?:申し訳(?:ありません|ございません)(?:が)?[、,]?)?.{0,16}(?:わかりません|お答えできません|回答できません)[。]?$|^(?:죄송하지만 )?.{0,12}(?:모르겠습니다|답변할 수 없습니다)[.]?$/u,
  /^(?:i(?:['’]m| am) afraid,? (?:that )?)?(?:(?:i(?:['’]m| am) )?(?:very |truly |so )?sorry,? (?:but )?)?(?:unfortunately,? )?i (?:really )?(?:do(?:n['’]t| not) know|do(?:n['’]t| not) have (?:enough |sufficient |any |the )?(?:information|context|details?|data)|ca(?:n['’]t|nnot|n not)(?: (?:answer|find|provide|determine|help|say|tell|give|confirm|verify)|,? based on)|could(?:n['’]t| not) (?:answer|find|determine)|(?:am|was) (?:unable|not able|not sure))/,
  /^(?:i(?:['’]m| am) )?(?:sorry,? (?:but )?)?(?:i(?:['’]m| am) )?(?:unable|not able|not sure) to (?:answer|provide|determine|find|say|give)/,
  /^(?:i(?:['’]m| am) )?(?:very |truly |so )?(?:sorry|not sure|unsure)[.!]?$/,
  /^it(?:['’]s| is) (?:not possible|impossible|difficult|hard|unclear|not clear|unable) (?:for me )?to (?:answer|provide|determine|find|say|give|tell|know)\b/,
  /^(?:i (?:am|was) able to answer|the answer to (?:the|your) question is based on)\b/,
  /^unable to (?:answer|provide|determine|find|respond)/,
  /^(?:there is |there['’]s )?(?:not enough|insufficient|no(?:t sufficient)?) (?:information|context|evidence|data) (?:is )?(?:provided |given |available )?(?:to |for )/,
  /^(?:this|the|your) question (?:can(?:not|['’]t)|could not) be answered/,
  /^(?:no answer|n\/a|unknown|not applicable)[.!]?$/,
  /^(?:(?:es )?tut mir leid|ich weiß (?:es |das )?nicht|das weiß ich nicht|(?:diese|die|ihre) frage kann ich|ich kann (?:die|diese|ihre|das|dazu)\b.{0,60}\bnicht|je ne sais pas|désolée?|je ne peux pas|no (?:lo )?sé|lo siento|no puedo (?:responder|contestar)|non lo so|я не знаю|не знаю|к сожалению,? я не|извините|не могу ответить|на жаль,? я не|δεν (?:γνωρίζω|μπορώ)|لا أعرف|لا أستطيع|عذرا|मुझे (?:नहीं पता|खेद)|मैं (?:इस|इसका).{0,40}नहीं)/u,
];

/** "Here is the answer: X", "Sure, X", "In summary, X": words that only introduce what is said. */
export const OPENING_PREFIX =
  /^(?:(?:here(?:['’]s| is| are) (?:the|a|an|some|my|your) (?:short |brief |quick )?(?:answer|summary|list|overview|steps?|details?)|in short|in summary|to summari[sz]e|in conclusion|overall|answer|summary|short answer|sure|certainly|of course|great question|(?:therefore,? |so,? |thus,? |hence,? )?the answer(?: to (?:the|your|this) question)? is)(?:,|:|!) )/;

/** A piece that ends in a colon and says that something follows. */
export const INTRODUCES =
  /\b(?:here(?:['’]s| is| are)|follow(?:ing|s)?|below|these (?:are|steps)|steps?|summary|answer|list|as follows|include|includes|including)\b/;
/** The words that join a clause to the one before it. */
export const BEGINS_CLAUSE =
  /^(?:and|but|which|while|whereas|although|though|however|yet|because|as|since|so|nor|even though|given that) /;
/** The same in other languages, where a full stop may stand for the colon. German writes all nouns large. */
export const INTRODUCES_FOREIGN =
  /^(?:hier (?:ist|sind|finden sie)|folgende|die folgenden|voici|aquí (?:está|están|tiene|tienes)|estos son|ecco|aqui (?:está|estão)|вот|ниже|ось|παρακάτω|यहाँ|إليك|فيما يلي)(?![\p{L}\p{M}]).{0,120}[:：]$/u;
/** And in scripts without spaces, whole. */
export const INTRODUCES_WHOLE =
  /^(?:以下是?(?:详细|主要)?(?:步骤|要点|内容|说明|信息)?|(?:具体)?(?:步骤|要点|内容|方法)如下|(?:手順|方法|要点|内容|ポイント)は(?:次|以下)の(?:とおり|通り)(?:です)?|以下の(?:とおり|通り)です)[:：。]?$/u;
/** Questions to the user in a set form. */
export const TO_THE_USER =
  /^(?:(?:do|did|have|could|can|would|will|are|were) you (?!(?:know|aware|realize|realise|agree|see|notice|hear|heard|sure)\b)|(?:when|where|how|which|what) (?:do|did|are|were|would|will|have) you\b|shall i|can i|may i|how (?:can|may) i|(?:which|what) .{0,60}\byou(?:r)?\b|what (?:about|kind|type|sort)\b|(?:does|did) (?:that|this) (?:help|answer|make sense)|is there anything)/;
/** "Let's begin": says that something follows. */
export const BEGINS =
  /^(?:let['’]s|let us) (?:get started|dive in|begin|start|go|take a (?:closer )?look|break (?:it|this) down)\b/;

/** Figures that speak of the answer itself: "in 120 words". */
export const OWN_LENGTH =
  /\b(?:in|within|of|under|about|exactly|approximately|around)? ?\(?\d{1,4}[ -](?:words?|sentences?|paragraphs?|bullet points?|characters?)\b( or (?:less|fewer))?\)?/g;
/** Labels that count the answer's own parts: "Step 3:". */
export const ORDINAL_LABEL =
  /\b(?:step|part|section|phase|option|method|tip|point|reason|schritt|étape|paso|шаг|крок|步骤|ステップ)\s?\d{1,2}\b[.:)]?/gu;
