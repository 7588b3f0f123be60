using System.IO.Compression;
using System.Text;
using CovidClassifier.Data.Tables;

namespace CovidClassifier.Tests.Data.Tables;

internal sealed class WorkbookTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Text_OfARecordedWorkbook_IsItsSheetAsShown() =>
        Assert.That(Workbook.Text(Written(RecordedWorkbook.Bytes)), Is.EqualTo("""
            File,Diagnosis,Patient,Age,Date,Note
            a.png,COVID-19,0007,61,2020-03-14,"said ""ill"", twice"
            b.png,Normal,0012,45.5,2020-04-01 13:30:00,"two lines; and | bars"

            c.png,Normal,1234,,,TRUE
            d.png,COVID-19,0044,70

            """.ReplaceLineEndings("\n")));

    [Test]
    public void FromManifest_AWorkbook_IsReadAsATable_AndProblemsNameItsRows()
    {
        _folder.Images("a.png", "b.png", "c.png");
        string path = Written(RecordedWorkbook.Bytes);
        DatasetException e = Assert.Throws<DatasetException>(() => XRayDataset.Open(path))!;
        Assert.That(e.Message, Does.Contain("d.png").And.Contains("6"));
        XRayDataset dataset = XRayDataset.Open(path, options: new DatasetOptions { AllowProblems = true });
        Assert.That(dataset.Images.Select(i => (Path.GetFileName(i.Path), i.Label, i.PatientId, i.Age)), Is.EqualTo(new[]
        {
            ("a.png", "COVID-19", "0007", (double?)61), ("b.png", "Normal", "0012", 45.5), ("c.png", "Normal", "1234", null),
        }));
        Assert.That(dataset.Problems.Single().Row, Is.EqualTo(6));
    }

    [TestCase("<c><v>0.1</v></c><c><v>1E3</v></c><c><v>12345678901</v></c>", "0.1,1000,12345678901")]
    [TestCase("<c t='inlineStr'><is><t>a</t></is></c><c t='str'><f>A1</f><v>b,c</v></c><c t='e'><v>#N/A</v></c>", "a,\"b,c\",#N/A")]
    [TestCase("<c r='B1'><v>1</v></c><c r='D1'><v>2</v></c>", ",1,,2")]
    [TestCase("<c t='s'><v>1</v></c><c t='b'><v>0</v></c>", "long text,FALSE")]
    [TestCase("<c s='1'><v>1</v></c><c s='1'><v>61</v></c><c s='2'><v>7</v></c><c s='3'><v>44000.25</v></c>", "1900-01-01,1900-03-01,007,2020-06-18 06:00:00")]
    [TestCase("<c/><c><v></v></c><c t='n'><v>5</v></c><c s='2'/>", ",,5")]
    public void Text_OfACell_IsWhatItShows(string cells, string line) =>
        Assert.That(Workbook.Text(Written(Small($"<row r='1'>{cells}</row>"))), Is.EqualTo(line + "\n"));

    [Test]
    public void Text_RowsThatAreLeftOut_KeepTheirNumbers() =>
        Assert.That(Workbook.Text(Written(Small("<row r='2'><c><v>1</v></c></row><row/><row r='5'><c><v>2</v></c></row>"))), Is.EqualTo("\n1\n\n\n2\n"));

    [TestCase("<row r='1'><c><f>1+1</f></c></row>", "column 1 of row 1 is a formula whose value was not saved")]
    [TestCase("<row r='3'/><row r='2'/>", "its rows are out of order")]
    [TestCase("<row r='1'><c r='B1'/><c r='A1'/></row>", "its cells are out of order")]
    [TestCase("<row r='1'><c t='s'><v>9</v></c></row>", "names a text that is not there")]
    [TestCase("", "no visible sheet of the workbook holds anything")]
    [TestCase("<row r='1'><c><v>1</v></c>", "the workbook is damaged")]
    [TestCase("<row r='1e9'/>", "the workbook is damaged")]
    public void Open_AWorkbookThatCannotBeRead_IsOneSentence(string rows, string reason)
    {
        DatasetException e = Assert.Throws<DatasetException>(() => CsvTable.Open(Written(Small(rows))))!;
        Assert.That(e.Message, Does.StartWith("Table '").And.Contains(reason).And.EndsWith("."));
    }

    [Test]
    public void Open_TwoSheetsThatHoldSomething_NamesThem()
    {
        DatasetException e = Assert.Throws<DatasetException>(() => CsvTable.Open(Written(Small("<row r='1'><c><v>1</v></c></row>", alsoSecond: true))))!;
        Assert.That(e.Message, Does.Contain("2 sheets of the workbook hold something ('One', 'Two')"));
    }

    [Test]
    public void Open_WhatUnpacksToFarMoreThanATable_IsRefused()
    {
        string row = $"<row r='1'><c t='str'><v>{new string('a', 9_000_000)}</v></c></row>";
        Assert.That(() => CsvTable.Open(Written(Small(row))), Throws.TypeOf<DatasetException>().With.Message.Contains("unpacks to more than"));
    }

    [Test]
    public void Open_AWorkbookWithDamage_IsATableOrADatasetError()
    {
        byte[] whole = RecordedWorkbook.Bytes;
        var random = new Random(5);
        for (int round = 0; round < 400; round++)
        {
            byte[] damaged = round % 4 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int i = 0; round % 4 > 0 && i < round % 4 * 2; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            string path = Written(damaged);
            try
            {
                CsvTable table = CsvTable.Open(path);
                Assert.That(table.Rows(_ => { }).Count(), Is.LessThan(1000));
            }
            catch (DatasetException e)
            {
                Assert.That(e.Message, Does.StartWith("Table '"));
            }
        }
    }

    private string Written(byte[] bytes)
    {
        string path = Path.Combine(_folder.Root, "labels.xlsx");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Small(string rows, bool alsoSecond = false)
    {
        const string main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string text)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            Add("xl/workbook.xml", $"<workbook {main} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>"
                + "<sheet name='One' sheetId='1' r:id='a'/><sheet name='Two' sheetId='2' r:id='b'/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='a' Target='worksheets/x.xml'/><Relationship Id='b' Target='/xl/y.xml'/>"
                + "</Relationships>");
            Add("xl/worksheets/x.xml", $"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>");
            Add("xl/y.xml", $"<worksheet {main}><sheetData>{(alsoSecond ? "<row r='1'><c><v>3</v></c></row>" : "")}</sheetData></worksheet>");
            Add("xl/sharedStrings.xml", $"<sst {main}><si><t>short</t></si><si><r><t xml:space='preserve'>long </t></r><r><t>text</t></r>"
                + "<rPh sb='0' eb='1'><t>spoken</t></rPh></si></sst>");
            Add("xl/styles.xml", $"<styleSheet {main}><numFmts><numFmt numFmtId='164' formatCode='000'/>"
                + "<numFmt numFmtId='165' formatCode='[Red]dd/mm/yy hh:mm'/></numFmts><cellStyleXfs><xf numFmtId='22'/></cellStyleXfs><cellXfs>"
                + "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>");
        }

        return bytes.ToArray();
    }
}
