import { vocabulary } from "../../text/vocabulary.ts";

/**
 * Words with which a description offers, praises, attributes and joins: a record of anything can be described with
 * them, and no value of it would have them. English. Written after reading answers over one half of the records of
 * RAGTruth; words of a trade ("dish", "room", "warranty") are left out, and so is whatever is a property.
 */
export const DESCRIBING = vocabulary(`
  offer offering provide provision feature include inclusion available availability option choice choose range variety various varied
  wide diverse extensive extended multiple several many some most few both all any other another additional addition such certain different
  located location situated area local nearby place spot establishment business company venue site destination itself part
  known popular popularity famous well-known renowned notable beloved loved reputation loyal base established establish remain remains
  boast deliver promise testament enduring consistent inconsistent appeal go alike touch nature
  rated rating star score average overall based according data structured information detail record overview objective summary profile
  description json format provided given listed listing solely
  customer client guest visitor patron user consumer reviewer people individual person those everyone anyone others
  review feedback comment opinion report mention note claim cite point indicate remark share left leave raise
  praise appreciate commend compliment laud rave enjoy enjoyable love like recommend recommendation highly glowing
  express dissatisfaction disappointment disappoint satisfied satisfactory satisfaction complain complaint criticize critic criticism
  concern issue problem difficulty drawback incident downside experience encounter
  positive negative mixed good great excellent exceptional outstanding delightful decent nice pleasant poor bad high low quality unique
  perfect ideal solid impressive memorable best better less
  suitable convenient welcoming inviting lovely worth must advisable aware important prepared
  seem appear look seek want need find found expect expectation meet improve improvement room
  receive get make bring allow ensure cater accommodate help add create suggest consider highlight describe state
  while although despite however overall additionally furthermore moreover also both such including particularly especially
  specifically generally typically regarding about terms aspect factor level sense addition fact due because since though
  hand side one two three first second third again still already current currently recent recently past time future
  may might can could would should does do did being been be is are was were has have had will
  here there this that these those who which what when where whether them too little lack lacking
  impression feel top potential limited out up
  open operate operation hours through every day days week daily weekday weekend seven am pm closed
  serve service specialize accept amenity facility
`);
