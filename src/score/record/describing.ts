import { vocabulary } from "../../text/vocabulary.ts";

/**
 * Words with which a description joins, weighs and attributes what a record holds: they say little that a value could
 * have. English. Written after reading answers over one half of the records of RAGTruth; words of a trade are left out.
 */
export const DESCRIBING = vocabulary(
  `offer offers provide provides feature features include includes available availability option options choice choices range
  variety various wide diverse extensive multiple several many some most few both all other another others additional addition
  located location situated area local nearby place spot establishment business company venue site destination
  known popular famous well-known renowned notable beloved favorite favourite loved reputation
  rated rating ratings stars star score average overall based according data structured information details record overview objective summary profile description
  json format provided given listed described
  customer customers client clients guest guests visitor visitors patron patrons user users reviewer reviewers people individuals person those everyone anyone
  review reviews feedback comment comments opinion opinions report reports mention mentions note notes noted
  praise praised praising appreciate appreciated commend commended compliment complimented rave raved enjoy enjoyed enjoyable love like recommend recommended highly
  express expressed expressing dissatisfaction disappointment disappointed disappointing satisfied satisfaction complain complained complaint complaints criticize criticized
  concern concerns issue issues problem problems difficulty experience experiences experienced encounter encountered
  positive negative mixed good great excellent exceptional outstanding delicious decent nice pleasant poor bad high low quality unique perfect ideal solid impressive memorable
  suitable convenient comfortable cozy welcoming inviting friendly relaxed charming lovely worth
  seems seem appears appear looking look seeking seek want need needs
  receive received receives get gets make makes making allow allows ensure ensures cater caters accommodate accommodates
  while although despite however overall additionally furthermore also both such including particularly especially specifically generally
  some one two three first second third different potential certain certain various particular similar particular
  may might can could would should does do did being been be is are was were has have had will
  here there this that these those who which what when where whether
  great top must worth visit visiting visited return again future recent recently past time times
  overall impression aspect aspects factor level sense feel addition fact part due because
  open opens operates operating operation hours through every day days week daily weekdays weekends seven am pm closed
  consider considering suggest suggests indicate indicates highlight highlights describe describes state states stating
  serve serves served specialize specializes known accept accepts
  amenities facilities features services service`,
);
