// node docxtemplater.cjs TEMPLATE ROWS.json [FOLDER]: documents in a second, in memory and, with a folder, into files.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [, , template, rowsFile, folder] = process.argv;
const content = fs.readFileSync(template, "binary");
const rows = JSON.parse(fs.readFileSync(rowsFile, "utf8"));

function made(row) {
  const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true, linebreaks: true });
  document.render(row);
  return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
}

rows.slice(0, 10).forEach(made); // the compiler of node has seen it all
const began = process.hrtime.bigint();
rows.forEach((row, i) => {
  const data = made(row);
  if (folder) fs.writeFileSync(path.join(folder, `${i}.docx`), data);
});
console.log(rows.length / (Number(process.hrtime.bigint() - began) / 1e9));
