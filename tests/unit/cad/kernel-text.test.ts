import { describe, expect, it } from 'vitest';
import { kernelText } from '../../../processors/cad/step/kernel-text.js';

const header = "HEADER;\nFILE_DESCRIPTION(('a; ENDSEC;'),'4;1');\nENDSEC;\n";
const textOf = (sections: string, end = 'END-ISO-10303-21;\n'): Buffer =>
  Buffer.from(`ISO-10303-21;\n${header}${sections}${end}`);
/** What the kernel is given, without line breaks. */
const read = (text: Buffer): { text: string; isWhole: boolean; warnings: readonly string[] } => {
  const { bytes, ...rest } = kernelText(text, 'a.stp');
  return { text: bytes.toString().replaceAll('\n', ''), ...rest };
};
const data = (body: string): string => `ISO-10303-21;${header.replaceAll('\n', '')}DATA;${body}ENDSEC;END-ISO-10303-21;`;

describe('a STEP file as the kernel reads it', () => {
  it('is itself where it has one data section and nothing else', () => {
    const plain = Buffer.from("ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n#1=A('x');\nENDSEC;\nEND-ISO-10303-21;\n");
    expect(kernelText(plain, 'a.stp')).toEqual({ bytes: plain, isWhole: true, warnings: [] });
    expect(kernelText(plain, 'a.stp').bytes).toBe(plain);
  });

  it('has one section of several with names and schemas', () => {
    const { text, warnings } = read(
      textOf("DATA('a;',('S'));\n#1=A(#2);\nENDSEC;\nDATA ( 'b', ('S') ) ;\n#2=B('ENDSEC;');\nENDSEC ;\n"),
    );
    expect(text).toBe(data("#1=A(#2);#2=B('ENDSEC;');"));
    expect(warnings).toEqual([]);
  });

  it('has numbers of their own for sections that a writer numbered each by itself', () => {
    const { text, warnings } = read(
      textOf("DATA;\n#1=A(#2);\n#2=B();\nENDSEC;\nDATA;\n#1=A(#2,'#1',#7);\n#2=B();\nENDSEC;\nDATA;\n#7=C(#2);\nENDSEC;\n"),
    );
    expect(text).toBe(data("#1=A(#2);#2=B();#8=A(#9,'#1',#7);#9=B();#7=C(#2);"));
    expect(warnings).toEqual([expect.stringContaining('2 instances have numbers')]);
  });

  it('has no anchors, references and signatures, and says what is not followed', () => {
    const anchors = "ANCHOR;\n<it's;odd>=#1{tag:'x'};\nENDSEC;\n";
    const references = "REFERENCE;\n#5=<other's;part.stp#a>;\n@6=<#local>;\nENDSEC;\n";
    const { text, warnings, isWhole } = read(
      textOf(`${anchors}${references}DATA;\n#1=A(#5);\nENDSEC;\n`, "END-ISO-10303-21;\nSIGNATURE\nMII'+/=\nENDSEC;\n"),
    );
    expect(text).toBe(data('#1=A(#5);'));
    expect(isWhole).toBe(true);
    expect(warnings).toEqual([
      "2 references to instances of other files are not followed: other's;part.stp",
      'the signature of the file was not verified',
    ]);
  });

  it('is mended where a writer forgot an end, and tells what follows it', () => {
    expect(read(textOf('DATA;\n#1=A();\n')).text).toBe(data('#1=A();'));
    const { text, warnings } = read(textOf('DATA;\n#1=A();\nENDSEC;\n', 'END-ISO-10303-21;\nISO-10303-21;\nDATA;\n#1=B();\n'));
    expect(text).toBe(data('#1=A();'));
    expect(warnings).toEqual(['29 bytes behind the end of the STEP file were not read']);
  });

  it('is whole where only its last line is missing, and refused where it is cut off before', () => {
    expect(read(textOf('DATA;\n#1=A();\nENDSEC;\n', ''))).toEqual({ text: data('#1=A();'), isWhole: false, warnings: [] });
    for (const cut of ['DATA;\n#1=A();\n', 'DATA;\n#1=A(', ''])
      expect(() => read(textOf(cut, ''))).toThrow(expect.objectContaining({ errorClass: 'FILE_CORRUPT' }) as Error);
    expect(() => read(textOf("DATA;\n#1=A('x;\n#2=B();\nENDSEC;\n", ''))).toThrow('cut off');
  });
});
