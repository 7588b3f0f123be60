using System.Diagnostics;
using System.Text;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Data.Tables;

/// <summary>Damaged tables, plain and packed: only named errors come out of them, soon and in bounded memory.</summary>
public sealed class TableMutationTests
{
    private const double MostSeconds = 2;
    private const double Patience = 5;
    private const long MostBytes = 512_000_000;

    private static readonly string[] Bases =
    [
        "file,label,patient,age,sex\na.png,COVID-19,P1,065Y,M\nb.png,Normal,P2,41,F\n\"c, d.png\",Normal,P3,,\n",
        "file\tlabel\tsource\na.png\tCOVID-19\tBerlin\nb.png\tNormal|Effusion\tBonn\n",
        "sep=;\r\nfile;COVID-19;Normal\r\na.png;1;0\r\nb.png;0;1\r\n",
        "patientid,finding,view,modality,filename,age,sex\n2,COVID-19,PA,X-ray,a.png,65,M\n3,SARS,AP,X-ray,b.png,,\n",
        "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position\na.png,Cardiomegaly|Emphysema,0,1,058Y,M,PA\nb.png,No "
            + "Finding,1,1,058Y,M,PA\n",
        "patientId,x,y,width,height,Target\na,,,,,0\nb,264.0,152.0,213.0,379.0,1\n",
    ];

    [Test]
    public void Tables_Damaged_GiveOnlyNamedErrors() => Run(300, seed: 1);

    [Test, Explicit("takes minutes: the bar of 5,000 tables"), Category("Long")]
    public void Tables_DamagedFiveThousand_GiveOnlyNamedErrors() => Run(5_000, seed: 2);

    [TestCaseSource(nameof(Hostile))]
    public void Tables_MadeToHurt_GiveOnlyNamedErrors(byte[] bytes, bool isPacked)
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png");
        _ = isPacked ? folder.Packed("t.csv", bytes) : folder.Write("t.csv", bytes);
        (double seconds, long growth, string? error) = Read(folder["t.csv"]);
        Assert.That(error, Is.Null);
        Assert.That(seconds, Is.LessThan(MostSeconds * Patience), "the bar with patience: a test machine is busy with other things");
        Assert.That(growth, Is.LessThan(MostBytes));
    }

    private static IEnumerable<TestCaseData> Hostile()
    {
        byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
        string row = "a.png,COVID-19,P1\n";
        yield return new TestCaseData(Text(string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"c{i}")) + "\na,b\n"),
            false).SetArgDisplayNames("a million columns");
        yield return new TestCaseData(Text(new string(',', 5_000_000)), true).SetArgDisplayNames("five million commas, packed");
        yield return new TestCaseData(Text("file,label\n\"" + new string('a', 20_000_000)), false).SetArgDisplayNames("a quote that never closes");
        yield return new TestCaseData(Text("file,label\n" + new string('"', 10_000_001)), false).SetArgDisplayNames("endless quotes");
        yield return new TestCaseData(Text("file,label\n" + new string('\n', 50_000_000)), true).SetArgDisplayNames("fifty million blank lines, packed");
        yield return new TestCaseData(new byte[300_000_000], true).SetArgDisplayNames("zeros, packed");
        yield return new TestCaseData(Text("file,label,patient\n" + string.Concat(Enumerable.Repeat(row, 1_000_000))),
            true).SetArgDisplayNames("one row a million times, packed");
        yield return new TestCaseData(Text("file,label\n" + string.Concat(Enumerable.Range(0, 50_000).Select(i => $"gone{i}.png,A\n"))),
            false).SetArgDisplayNames("fifty thousand missing files");
        yield return new TestCaseData(Text("file,label\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"a.png,{new string('x', 100_000)}{i}\n"))),
            false).SetArgDisplayNames("long labels");
    }

    private static void Run(int count, long seed)
    {
        using TempFolder folder = new TempFolder().Images("a.png", "b.png");
        RandomStream random = new Seed((ulong)seed).For("mutations").Open();
        double slowest = 0;
        long largest = 0;
        int read = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Mutate(Encoding.UTF8.GetBytes(Bases[random.Below(Bases.Length)]), random);
            bool isPacked = random.Below(4) == 0;
            string path = folder["t.csv"];
            _ = isPacked ? folder.Packed("t.csv", bytes) : folder.Write("t.csv", bytes);
            if (isPacked && random.Below(2) == 0)
            {
                File.WriteAllBytes(path, Flip(File.ReadAllBytes(path), random));
            }

            (double seconds, long growth, string? error) = Read(path);
            Assert.That(error, Is.Null, $"table {i}: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 2000)))}");
            slowest = Math.Max(slowest, seconds);
            largest = Math.Max(largest, growth);
            read++;
        }

        TestContext.Out.WriteLine(FormattableString.Invariant($"{read} tables, slowest {slowest:0.000} s, most memory above the start {largest / 1e6:0} MB"));
        Assert.That(slowest, Is.LessThan(MostSeconds * Patience), "the bar with patience: a test machine is busy with other things");
        Assert.That(largest, Is.LessThan(MostBytes));
    }

    private static (double Seconds, long Growth, string? Error) Read(string path)
    {
        long before = GC.GetTotalMemory(forceFullCollection: false);
        long began = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            XRayDataset.Open(path, options: new DatasetOptions { AllowProblems = true });
        }
        catch (DatasetException e)
        {
            error = e.Message.Any(c => char.IsControl(c)) ? $"control characters in: {e.Message}" : e.Message.Length > 5_000
                ? $"a sentence of {e.Message.Length} characters" : null;
        }
        catch (Exception e)
        {
            error = e.ToString();
        }

        return (Stopwatch.GetElapsedTime(began).TotalSeconds, GC.GetTotalMemory(forceFullCollection: false) - before, error);
    }

    private static byte[] Mutate(byte[] bytes, RandomStream random)
    {
        for (int i = random.Below(4); i >= 0; i--)
        {
            bytes = random.Below(9) switch
            {
                0 => Flip(bytes, random),
                1 => bytes[..random.Below(bytes.Length + 1)],
                2 => Insert(bytes, new byte[1 + random.Below(3)], random),
                3 => Insert(bytes, [.. Enumerable.Repeat((byte)'"', 1 + random.Below(5))], random),
                4 => Insert(bytes, [.. Enumerable.Repeat((byte)",;\t|\n\r"[random.Below(6)], 1 + random.Below(200))], random),
                5 => Insert(bytes, [.. Enumerable.Range(0, 40).Select(_ => (byte)random.Below(256))], random),
                6 => [.. bytes, .. bytes],
                7 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)),
                _ => Insert(bytes, Encoding.UTF8.GetBytes(new[] { "../../../", "/dev/zero", "\uFEFF", "\u202E", "a\u0301", "1e999", "-1", "NaN",
                    "=cmd|' /C calc'!A0", "sep=\0\n" }[random.Below(10)]), random),
            };
            bytes = bytes.Length == 0 ? [(byte)'\n'] : bytes;
        }

        return bytes;
    }

    private static byte[] Flip(byte[] bytes, RandomStream random)
    {
        byte[] flipped = [.. bytes];
        for (int i = random.Below(8); i >= 0; i--)
        {
            flipped[random.Below(flipped.Length)] = (byte)random.Below(256);
        }

        return flipped;
    }

    private static byte[] Insert(byte[] bytes, byte[] more, RandomStream random)
    {
        int at = random.Below(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }
}
