// Where the parts are in the page that is one file: in front of these lines, and the code among the page's assets.

const getParts = async () => ({ make, css, helper });

const getKeeping = async () => keeping;

const getCode = async () => WebAssembly.compile(await (await esteem.asset('esteem-survey_bg.wasm')).arrayBuffer());
