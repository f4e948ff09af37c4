import { words } from "../text/words.ts";

const keysOf = (text: string): ReadonlySet<string> => new Set(words(text).map(({ key }) => key));

/** Words of courtesy, by key. A greeting, thanks or an offer that says more than these and the question do is a claim. */
export const COURTESY: ReadonlySet<string> = keysOf(
  "hope hopes helps helped helpful useful clears clear cleared things incomplete possible short kept keep based only documents document sources gave given answer answers response responses summary complete wrong mistakes errors may might check verify note customer customers trip journey unclear clear will gladly check which taking see hi hello hey dear good morning afternoon evening day greetings welcome there everyone again sure certainly of course absolutely definitely great question questions no problem okay ok gladly alright all right happy to help kind best warm regards get well soon good luck enjoy your meal meals have a nice time wishes cooking baking thank thanks you many for asking reaching out contacting contact us patience understanding interest i appreciate the are welcome my pleasure please let me know feel free ask reach write get message touch do not don't hesitate if would like need want is there any other more further additional anything else information details detail help helping assistance assist clarification explain explanation questions concerns about this that these topic with or and in on it can could may i'd be glad am here always also shall we today now just me so very much else something someone explanation summary list example examples as me at support me if you like specific different how",
);

/** Words of introducing, by key: they assert nothing. */
export const INTRODUCING: ReadonlySet<string> = keysOf(
  "found learned pros cons benefits advantages disadvantages drawbacks features requirements notes note warnings warning exceptions exception conditions condition price pricing costs cost symptoms causes treatment prevention tips takeaways conclusion introduction background description results method materials preparation directions serving servings time times contact hours location address policy policies terms returns refunds shipping delivery support usage installation setup configuration parameters returns example code output input result preparation equipment nutrition storage side effects dosage risks safety history facts figures less fewer exactly approximately around under paragraph paragraphs bullet manual guide page handbook policy leaflet brochure website material data records snippets certainly sure here follow following follows below these this those that some several various different few many steps step list lists overview summary brief short quick detailed details main key important points point aspects things ways way tips reasons examples example options option ingredients instructions guide comparison breakdown table answer question based given provided according information passages passage sources source documents article text context include includes including includes with from about what how when where which your will need needed make made getting started start let's take look each both them must may should could would know process requested request compare compares differences difference taken when whether two three next first they their there such using used also complete general basic simple common more most regarding related within words sentences concise",
);
/** Words in which assistants disclaim, by key. */
export const DISCLAIMING: ReadonlySet<string> = keysOf(
  "say tell determine answer confirm know verify certain certainty certainly exact exactly definitively definitive precise precisely specific fully complete given further enough sufficient cannot can't don't able unable afraid unfortunately without more additional anything nothing so then would need also beyond outside scope find access real time realtime live data internet browse links link code order orders account accounts advice medical legal financial professional doctor lawyer expert personal opinions opinion feelings emotions current events information timetables timetable system systems files file images image pictures experience human person replace consult provide offer give medicine run open see view perform language model assistant virtual unwell hear sorry",
);

/** Words of courtesy in other languages, by key. */
export const FOREIGN_COURTESY: ReadonlySet<string> = keysOf(
  "hallo guten tag morgen abend gerne natürlich selbstverständlich helfe helfen ihnen dir weiter vielen dank danke für ihre deine frage anfrage fragen weitere noch haben sie sich wenn bei melden jederzeit bitte kontaktieren uns mich an ich hoffe das dies hilft geholfen antwort die der es auch " +
    "bonjour bonsoir bien sûr volontiers merci pour votre question questions si vous avez autres d'autres n'hésitez hésitez pas à me poser nous contacter j'espère espère que cela ceci vous aide a aidé je peux ai de des la le " +
    "hola buenos días buenas tardes claro por supuesto gracias muchas su tu pregunta preguntas si tiene tienes alguna más no dude dudes duda dudas en contactarnos preguntar consultarnos espero que esto te le ayude sea útil con de la el " +
    "ciao buongiorno certo grazie per la sua domanda spero che questo aiuti olá obrigado obrigada " +
    "здравствуйте привет добрый день конечно спасибо за ваш вопрос если у вас есть ещё еще вопросы остались возникнут другие обращайтесь задавайте пожалуйста надеюсь это что поможет помог помогло вам " +
    "вітаю добрий звичайно дякую ваше питання запитання якщо виникнуть інші ще звертайтеся будь ласка сподіваюся це допоможе допомогло " +
    "γεια σας καλημέρα ευχαριστώ για την ερώτησή ελπίζω να βοηθά مرحبا أهلا بالتأكيد شكرا على سؤالك إذا كان لديك أي أسئلة أخرى لا تتردد في طرحها السؤال أتمنى أن يكون هذا مفيدا " +
    "नमस्ते ज़रूर धन्यवाद आपके प्रश्न के लिए यदि कोई और हैं तो बेझिझक पूछें आशा है कि यह सहायक होगा दे सकता सकती इसका उत्तर मैं पर आधार",
);

/** Words of introducing in other languages, by key. */
export const FOREIGN_INTRODUCING: ReadonlySet<string> = keysOf(
  "hier ist sind finden sie die der das den wichtigsten punkte schritte folgende folgenden im überblick zusammenfassung antwort voici les étapes à suivre principales points principaux principales résumé réponse la le liste aquí está están tiene tienes los las pasos puntos principales siguientes estos son resumen respuesta ecco i passaggi punti principali il riassunto aqui estão os passos вот шаги основные пункты краткое ниже ответ список ось кроки основні إليك الخطوات النقاط الرئيسية فيما يلي यहाँ मुख्य बिंदु चरण हैं",
);
