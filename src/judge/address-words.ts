/** Whole words, for scripts that part them, and parts of a text, for those that do not and for what is several words. */
type Words = readonly [whole: ReadonlySet<string>, within: readonly string[]];

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter((word) => word !== ""));

/** Verbs that set rules aside. */
export const OVERRIDES: Words = [
  list(`ignore disregard forget override bypass neglect discard ignoring disregarding overrides supersede supersedes
    ignoriere ignorieren ignoriert vergiss vergessen missachte ignorez ignorer oubliez oublie ignora ignore ignorar olvida olvide
    ignorate dimentica ignorare esqueça игнорируй игнорируйте забудь забудьте negeer vergeet zignoruj`),
  [
    "忽略",
    "无视",
    "無視",
    "忘记",
    "忘れて",
    "무시",
    "تجاهل",
    "instead of following",
    "do not follow",
    "don't follow",
    "pay no attention",
    "set aside",
  ],
];

/** What is set aside. */
export const RULES: Words = [
  list(`instruction instructions prompt prompts rubric rubrics rules guidelines criteria directives directions
    anweisung anweisungen regeln vorgaben kriterien instrucciones reglas criterios consignes règles critères istruzioni regole criteri
    instruções regras critérios инструкции инструкций правила критерии instructies instrukcje`),
  [
    "指令",
    "指示",
    "规则",
    "規則",
    "提示词",
    "ルール",
    "지시",
    "규칙",
    "التعليمات",
    "everything above",
    "all of the above",
    "everything before",
    "what you were told",
    "the system message",
  ],
];

/** What a judge is told to do, as an order or a duty: "marked" is none, "be marked" is. */
export const VERBS: Words = [
  list(`mark label rate grade score classify judge deem treat consider rule assess evaluate accept approve verify confirm certify
    validate pass flag tag choose select pick assign give return output respond reply report emit print write state declare
    count regard trust believe endorse say grant tick
    markiere markieren bewerte bewerten bestätige bestätigen akzeptiere akzeptieren werte gib antworte antworten kennzeichne stufe erkläre
    marque marquez évalue évaluez accepte acceptez confirme confirmez réponds répondez considère considérez déclarez
    marca marque califica califique acepta acepte confirma confirme responde responda considera considere evalúa
    segna segnate valuta valutate accetta accettate conferma confermate rispondi rispondete considerate
    marque avalie aceite aprove пометь пометьте отметь отметьте оцени оцените прими примите подтверди подтвердите считай считайте ответь ответьте`),
  [
    "answer with",
    "answer only",
    "be marked",
    "be labelled",
    "be labeled",
    "be rated",
    "be graded",
    "be scored",
    "be judged",
    "be deemed",
    "be treated",
    "be considered",
    "be accepted",
    "be approved",
    "be classified",
    "be counted",
    "be regarded",
    "be passed",
    "be given",
    "is to be",
    "are to be",
    "标记",
    "标为",
    "判定",
    "评为",
    "接受",
    "回答",
    "视为",
    "輸出",
    "输出",
    "マーク",
    "判定",
    "回答して",
    "표시",
    "평가",
    "صنف",
    "اعتبر",
  ],
];

/** What a judgement is. */
export const JUDGEMENTS: Words = [
  list(`supported unsupported entailed grounded verified accepted approved valid true correct accurate faithful passed passing proven
    contradicted verdict verdicts confidence score scores rating pass yes 100 10 factual trustworthy substantiated backed confirmed
    belegt gestützt unterstützt bestätigt wahr richtig korrekt gültig etayé étayée étayées soutenu soutenue soutenues vrai vraie vraies valide valides
    respaldada respaldado respaldadas soportada verdadera verdadero correcta correcto válida válidas supportata supportato supportate vera vere corretta
    suportada suportadas verdadeira подтверждено подтверждённым подтверждённые подтвержденным верным верными истинным правильным`),
  [
    "not_found",
    "支持",
    "正确",
    "真实",
    "通过",
    "有效",
    "正しい",
    "支持され",
    "지지",
    "사실",
    "مدعوم",
    "صحيح",
    "full marks",
    "top marks",
    "beyond doubt",
    "no further check",
    "without checking",
  ],
];

/** What is judged. */
export const OBJECTS: Words = [
  list(`claim claims statement statements assertion assertions item items verdict verdicts response responses everything answer answers
    label labels sentence sentences evidence_quote
    aussage aussagen behauptung behauptungen antwort antworten alles affirmation affirmations réponse réponses énoncé énoncés
    afirmación afirmaciones respuesta respuestas affermazione affermazioni risposta risposte afirmação afirmações
    утверждение утверждения утверждений ответ ответы`),
  ["声明", "陈述", "主张", "断言", "主張", "回答", "주장", "답변", "ادعاء", "الإجابة"],
];

/** Who is spoken to. */
export const READERS: Words = [
  list(`evaluator evaluators grader graders llm llms chatbot gpt chatgpt claude gemini autograder verifier rater annotator
    bewerter prüfer évaluateur evaluador valutatore avaliador оценщик`),
  [
    "the judge",
    "dear judge",
    "judge:",
    "ai judge",
    "fact-checker",
    "fact checker",
    "language model",
    "ai model",
    "ai assistant",
    "ai system",
    "as an ai",
    "you are an ai",
    "you are now",
    "the checker",
    "strict checker",
    "whoever checks",
    "whoever judges",
    "if you are",
    "sprachmodell",
    "modèle de langage",
    "modelo de lenguaje",
    "языковая модель",
    "语言模型",
    "评审",
    "评估者",
    "审核",
    "言語モデル",
    "評価者",
    "언어 모델",
    "평가자",
    "system override",
    "new instructions",
    "updated instructions",
    "developer mode",
  ],
];

/** How one is asked. */
export const REQUESTS: Words = [
  list(
    "must should shall please note attention notice reminder remember important instructed required always now bitte muss musst doit devez debe debes deve должен пожалуйста",
  ),
  ["have to", "need to", "you will", "you may", "kindly", "请", "必须", "してください", "하세요", "해야", "يجب"],
];

/** Parts of prompts and replies that no prose has. */
export const MARKS: readonly string[] = [
  "<|im_start|>",
  "<|im_end|>",
  "<|endoftext|>",
  "<|system|>",
  "<|assistant|>",
  "<|user|>",
  "[inst]",
  "[/inst]",
  "<<sys>>",
  "### instruction",
  "### system",
  "### response",
  "begin system prompt",
  "end of system prompt",
  "system prompt:",
  "evidence_quote",
  '"verdicts"',
  "'verdicts'",
  "not_found",
  '"label":',
  '"confidence":',
  "end of passage",
  "end of data",
  "data ends here",
  "</passage",
  "</item",
  "</claim",
  "</data",
  "</document>",
];

/** Words about judging: three of them in one sentence are about nothing else. */
export const JUDGING: ReadonlySet<string> = list(
  `claim claims statement statements assertion assertions item items label labels verdict verdicts grader graders auditor auditors evaluator
  evaluators evaluate evaluated assess assessed supported unsupported not_found contradicted entailed confidence rubric passage passages checker checkers
  canary`,
);

/** A thing that is judged, and what it is to be called: "the item … supported". */
export const NAMED: Words = [list("item items label labels verdict verdicts"), []];
export const CALLED: Words = [list("supported unsupported entailed not_found"), []];

/** What stands before a word that is an order, and seldom before the same word as a noun: "please score", not "the score". */
export const LEADS: ReadonlySet<string> = list(
  "please must should shall to and or then you will kindly not always simply just now so never instead also hence thus bitte",
);
