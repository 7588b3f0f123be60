using System.Globalization;
using CovidClassifier.Auditing.Quality;
using CovidClassifier.Imaging;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Phantoms;
using SkiaSharp;

namespace CovidClassifier.Tests.Auditing.Quality;

/// <summary>How many planted pictures of each kind are found among 2,000 drawings, and how many sound ones are taken for such.</summary>
[Explicit("measures 2,000 drawings and 20 of each of 30 ways: minutes; prints figures")]
public sealed class PlantedFaultFigures
{
    private const int Images = 2_000, Planted = 20;

    private static readonly Dictionary<string, (string Kind, Func<Phantom, int, byte[]> Spoil)> MoreWays = new()
    {
        ["a third of the light"] = ("very dark", (p, _) => PlantedFaults.Gray(p, (_, _, g) => g * 3 / 10)),
        ["gamma 3"] = ("very dark", (p, _) => PlantedFaults.Gray(p, (_, _, g) => (int)(255 * Math.Pow(g / 255.0, 3)))),
        ["gamma 4"] = ("very dark", (p, _) => PlantedFaults.Gray(p, (_, _, g) => (int)(255 * Math.Pow(g / 255.0, 4)))),
        ["gamma a quarter"] = ("very bright", (p, _) => PlantedFaults.Gray(p, (_, _, g) => (int)(255 * Math.Pow(g / 255.0, 0.25)))),
        ["L"] = ("text at the border", (p, i) => PlantedFaults.Lettered(p, "L", 0.08f, i)),
        ["a small letter"] = ("text at the border", (p, i) => PlantedFaults.Lettered(p, "R", 0.05f, i)),
        ["small words"] = ("text at the border", (p, i) => PlantedFaults.Lettered(p, "PORTABLE", 0.05f, i)),
        ["a gray letter"] = ("text at the border", (p, i) => PlantedFaults.Lettered(p, "R", 0.08f, i, new SKColor(225, 225, 225))),
        ["a letter at the middle of a side"] = ("text at the border", (p, i) => PlantedFaults.Lettered(p, "R", 0.08f, i, top: 0.45f)),
    };

    [TestCase(5)]
    [TestCase(21)]
    public void Plant_TwentyOfEachWay_AreFound(long seed)
    {
        Phantom[] phantoms = [.. new PhantomStudy { ImagesPerClass = Images / 2, Seed = seed }.Draw()];
        PictureFacts[] sound = [.. phantoms.AsParallel().AsOrdered().Select(p => Facts(p.ToPng()))];
        var norms = new PictureNorms(sound);
        TestContext.Out.WriteLine($"Sound drawings with a fault, seed {seed}:");
        foreach (int i in Enumerable.Range(0, Images).Where(i => PictureFaults.Of(sound[i], norms).Count > 0))
        {
            TestContext.Out.WriteLine($"{i} ({phantoms[i].Label}): {string.Join(", ", PictureFaults.Of(sound[i], norms).Select(f => f.Fault.Name))}");
        }

        TestContext.Out.WriteLine("| way | kind | found | sound ones listed so | recall | precision |");
        foreach ((string way, (string kind, Func<Phantom, int, byte[]> spoil)) in PlantedFaults.Ways.Concat(MoreWays))
        {
            PictureFacts[] facts = [.. sound];
            int[] places = [.. Enumerable.Range(0, Planted).Select(i => (i * (Images / Planted)) + 7)];
            PictureFacts[] bad = [.. places.AsParallel().AsOrdered().Select((place, i) => Facts(spoil(phantoms[place], i)))];
            for (int i = 0; i < Planted; i++)
            {
                facts[places[i]] = bad[i];
            }

            var usual = new PictureNorms(facts);
            int[] listed = [.. Enumerable.Range(0, Images).Where(i => PictureFaults.Of(facts[i], usual).Any(f => f.Fault.Name == kind))];
            int found = listed.Intersect(places).Count(), wrong = listed.Length - found;
            TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {way} | {kind} | {found} of {Planted} | {wrong} | {found / (double)Planted:0.00} | {found / (double)Math.Max(1, listed.Length):0.00} |"));
        }
    }

    private static PictureFacts Facts(byte[] file)
    {
        GrayImage whole = XRayDecoder.DecodeFullSize(file);
        return PictureFacts.Of(whole, PictureFacts.Fit(whole), ImageSource.FromBytes(file));
    }
}
