using CovidClassifier.Auditing.Copies;
using CovidClassifier.Auditing.Findings;
using CovidClassifier.Auditing.Quality;
using CovidClassifier.Auditing.Scanning;
using CovidClassifier.Imaging.Decoding;
using CovidClassifier.Tests.Imaging;
using SkiaSharp;

namespace CovidClassifier.Tests.Auditing.Copies;

public sealed class CopySearchTests
{
    private const int Planted = 50, Distinct = 600;

    /// <summary>Ways to copy a picture, each by its name.</summary>
    private static readonly Dictionary<string, Func<SKBitmap, byte[]>> Copies = new()
    {
        ["JPEG of quality 60"] = picture => Encode(picture, SKEncodedImageFormat.Jpeg, 60),
        ["half size"] = picture => Encode(Draw(picture, 0, 0, 0.5f, isMirrored: false)),
        ["cropped by 3 % at every edge"] = picture => Encode(Draw(picture, 0.03f, 0.03f, 1, isMirrored: false)),
        ["cropped by 3 % at two edges"] = picture => Encode(Draw(picture, 0.03f, 0, 1, isMirrored: false)),
        ["mirrored"] = picture => Encode(Draw(picture, 0, 0, 1, isMirrored: true)),
        ["padded with black to a square"] = picture =>
            Encode(Redraw(picture, Math.Max(picture.Width, picture.Height) + 60, Math.Max(picture.Width, picture.Height) + 20,
            (canvas, p) => canvas.DrawBitmap(p, 30, 10))),
        ["padded at one side"] = picture => Encode(
            Redraw(picture, picture.Width + picture.Width / 3, picture.Height, (canvas, p) => canvas.DrawBitmap(p, 0, 0)), SKEncodedImageFormat.Jpeg, 75),
        ["black and white exchanged"] = picture => Encode(Inverted(picture)),
        ["turned by 90 degrees"] = picture => Encode(Turned(picture, 1)),
        ["turned by 270 degrees, JPEG of quality 75"] = picture => Encode(Turned(picture, 3), SKEncodedImageFormat.Jpeg, 75),
        ["upside down"] = picture => Encode(Turned(picture, 2)),
        ["turned, exchanged and padded"] = picture =>
            Encode(Redraw(Inverted(Turned(picture, 1)), picture.Height + 40, picture.Width + 80, (canvas, p) => canvas.DrawBitmap(p, 20, 40))),
        ["all of it"] = picture => Encode(Draw(picture, 0.03f, 0.03f, 0.5f, isMirrored: true), SKEncodedImageFormat.Jpeg, 60),
    };

    [Test]
    public void Find_PlantedCopiesAmongRealXRays_FindsThemAndNothingElse()
    {
        XRayDataset dataset = XRayDataset.FromDarkCovidNet(SharedFolder.Path("data/darkcovidnet"));
        (XRayImage Image, byte[] Thumbnail)[] originals =
        [
            .. dataset.Images.AsParallel().AsOrdered().Select(i => (i, Thumbnail(i.ReadBytes()))).AsSequential()
                .DistinctBy(p => Convert.ToHexString(p.Item2)).Take(Distinct),
        ];
        (string Way, int Original, byte[] Thumbnail)[] planted =
        [
            .. Enumerable.Range(0, Planted).AsParallel().AsOrdered()
                .SelectMany(n => Plant(n * (Distinct / Planted), originals[n * (Distinct / Planted)].Image)),
        ];
        IReadOnlyList<SimilarPair> pairs = Find([.. originals.Select(o => o.Thumbnail), .. planted.Select(p => p.Thumbnail)]);

        int OriginOf(int picture) => picture < Distinct ? picture : planted[picture - Distinct].Original;
        HashSet<(int, int)> found = [.. pairs.Select(p => (p.First, p.Second))];
        Assert.That(pairs.Where(p => OriginOf(p.First) != OriginOf(p.Second)), Is.Empty, "no false pair");
        foreach (string way in Copies.Keys)
        {
            int recalled = Enumerable.Range(0, planted.Length).Count(p => planted[p].Way == way && found.Contains((planted[p].Original, Distinct + p)));
            Assert.That(recalled, Is.GreaterThanOrEqualTo((int)Math.Ceiling(0.98 * Planted)), way);
        }
    }

    [Test]
    public void Find_MirroredCopy_SaysThatItIsMirrored()
    {
        Func<double, double, int> gray = SomeChests.Picture(1);
        byte[] mirrored = Thumbnail(TestJpeg.Gray(128, 128, (x, y) => gray(1 - (x + 0.5) / 128, (y + 0.5) / 128)));
        byte[][] pictures = [.. Enumerable.Range(0, 20).Select(i => Thumbnail(SomeChests.Png(i))), mirrored];
        Assert.That(Find(pictures).Select(p => (p.First, p.Second, p.IsMirrored)), Is.EqualTo(new[] { (1, 20, true) }));
    }

    [Test]
    public void Find_PlainPictures_AreNoCopies() =>
        Assert.That(Find([.. Enumerable.Range(0, 10).Select(i => Enumerable.Repeat((byte)(20 * i), Thumbnails.Side * Thumbnails.Side).ToArray())]), Is.Empty);

    private static IReadOnlyList<SimilarPair> Find(byte[][] pictures) => CopySearch.Find(pictures.Length, i => pictures[i], AuditRules.NearDuplicate, default);

    private static (string, int, byte[])[] Plant(int number, XRayImage image)
    {
        using SKBitmap read = SKBitmap.Decode(image.ReadBytes());
        using SKBitmap picture = read.Copy(SKColorType.Rgba8888);
        return [.. Copies.Select(c => (c.Key, number, Thumbnail(c.Value(picture))))];
    }

    private static byte[] Thumbnail(byte[] file) => Thumbnails.Of(PlainFrame.Cut(PictureFacts.Fit(XRayDecoder.DecodeFullSize(file))));

    private static SKBitmap Inverted(SKBitmap picture) => Redraw(picture, picture.Width, picture.Height, (canvas, p) =>
    {
        using var paint = new SKPaint { ColorFilter = SKColorFilter.CreateColorMatrix([-1, 0, 0, 0, 1, 0, -1, 0, 0, 1, 0, 0, -1, 0, 1, 0, 0, 0, 1, 0]) };
        canvas.DrawBitmap(p, 0, 0, paint);
    });

    private static SKBitmap Turned(SKBitmap picture, int turns) => Redraw(
        picture, turns % 2 == 1 ? picture.Height : picture.Width, turns % 2 == 1 ? picture.Width : picture.Height, (canvas, p) =>
    {
        canvas.Translate(turns is 1 or 2 ? (turns == 1 ? p.Height : p.Width) : 0, turns is 2 or 3 ? (turns == 2 ? p.Height : p.Width) : 0);
        canvas.RotateDegrees(90 * turns);
        canvas.DrawBitmap(p, 0, 0);
    });

    private static SKBitmap Redraw(SKBitmap picture, int width, int height, Action<SKCanvas, SKBitmap> draw)
    {
        var drawn = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(drawn);
        canvas.Clear(SKColors.Black);
        draw(canvas, picture);
        return drawn;
    }

    private static SKBitmap Draw(SKBitmap picture, float leftAndTop, float rightAndBottom, float scale, bool isMirrored)
    {
        var inside = new SKRect(
            MathF.Round(leftAndTop * picture.Width), MathF.Round(leftAndTop * picture.Height),
            picture.Width - MathF.Round(rightAndBottom * picture.Width), picture.Height - MathF.Round(rightAndBottom * picture.Height));
        var drawn = new SKBitmap((int)(inside.Width * scale), (int)(inside.Height * scale), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(drawn);
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.High };
        if (isMirrored)
        {
            canvas.Scale(-1, 1, drawn.Width / 2f, 0);
        }

        canvas.DrawBitmap(picture, inside, new SKRect(0, 0, drawn.Width, drawn.Height), paint);
        return drawn;
    }

    private static byte[] Encode(SKBitmap picture, SKEncodedImageFormat format = SKEncodedImageFormat.Png, int quality = 100)
    {
        using SKData data = picture.Encode(format, quality);
        return data.ToArray();
    }
}
