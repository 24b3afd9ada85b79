// Names who listens as soon as the words are those of somebody in despair. Nothing is sent and nothing is kept.
const words = new RegExp([
  "suicid(e|al)", "(kill|harm|hurt) (myself|herself|himself)", "end (it all|my life|her life|his life)",
  "take my (own )?life", "wish i (was|were) dead", "better off (dead|without me)", "(don.?t|do not) want to (live|be here|go on)",
  "(can.?t|cannot) (cope|go on)", "not worth living", "no (point|reason) (in )?(going on|living|to live)", "self.harm", "overdose",
  "hunanladdiad", "(lladd|niweidio) (fy|ei) hun", "(diweddu|diwedd ar) (fy mywyd|ei bywyd|ei fywyd)", "d?dim (eisiau|isio|am) byw",
  "methu (ymdopi|dal ati|mynd ymlaen)", "gwell hebdd(a|o) i",
].join("|"), "i");

const panel = document.getElementById("rf-listen");
const field = document.querySelector("[data-rf-hear]");
if (panel && field) {
  const look = () => { if (words.test(field.value)) panel.hidden = false; };
  field.addEventListener("input", look);
  look();
}
