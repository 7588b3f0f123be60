using System.IO.Compression;
using System.Text;
using CovidClassifier.Console;
using CovidClassifier.Console.Scores;
using CovidClassifier.Tests.Data;

namespace CovidClassifier.Tests.Console;

/// <summary>Images that are named by what stands for several of them: the same for covid predict, explain and drift as for what reads labels, too.</summary>
public sealed class ImageFilesTests
{
    private static readonly string[] Rows = ["x/a.png,COVID-19,P1", "x/b.png,Normal,P2", "x/a.png,Other,P1"];

    [TestCase("t.csv", "File Name,label,patient", ',')]
    [TestCase("t.tsv", "image\tlabel\tpatient", '\t')]
    [TestCase("t.txt", "path;label;patient", ';')]
    [TestCase("t.csv.gz", "file,label,patient", ',')]
    public void Find_Table_IsTheImagesOfItsRows(string name, string header, char separator)
    {
        using TempFolder folder = new TempFolder().Images("x/a.png", "x/b.png");
        string text = string.Join('\n', [header, .. Rows.Select(r => r.Replace(',', separator))]) + "\n";
        folder.Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Packed(text) : Encoding.UTF8.GetBytes(text));
        ImageFiles found = ImageFiles.Find([folder[name]]);
        Assert.That(found.Paths, Is.EqualTo(new[] { folder["x/a.png"], folder["x/b.png"] }));
        Assert.That(found.LeftOut, Is.EqualTo(new[] { new LeftOut("further rows of an image that has a row already", 1) }));
        Assert.That(ScoreInputs.From(folder[name]).Count, Is.EqualTo(2));
    }

    [Test]
    public void Find_TableWithOtherNames_NeedsTheColumnAndFindsWhatNearlyFits()
    {
        using TempFolder folder = new TempFolder().Images("x/a.PNG").Text("t.csv", "radiograph,outcome", "a.png,1", ",0", "gone.png,1");
        Assert.That(() => ImageFiles.Find([folder["t.csv"]]), Throws.TypeOf<DatasetException>().With.Message.EndsWith("its columns are: radiograph, outcome."));
        ImageFiles found = ImageFiles.Find([folder["t.csv"]], "radiograph");
        Assert.That(found.Paths, Is.EqualTo(new[] { folder["x/a.PNG"], folder["gone.png"] }));
        Assert.That(found.Warnings, Has.One.Contains("there as 'x/a.PNG'"));
        Assert.That(found.LeftOut, Is.EqualTo(new[] { new LeftOut("rows that name no image file", 1) }));
    }

    [Test]
    public void Find_List_IsItsLinesWhereListsAreTaken()
    {
        using TempFolder folder = new TempFolder().Text("list.txt", "one.png", "", "two.dcm");
        Assert.That(ImageFiles.Find([folder["list.txt"]], takesLists: true).Paths, Is.EqualTo(new[] { "one.png", "two.dcm" }));
        Assert.That(ImageFiles.Find([folder["list.txt"]]).Paths, Is.EqualTo(new[] { folder["list.txt"] }), "then it is an image that cannot be read");
    }

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
