using CovidClassifier.Foundation;
using CovidClassifier.Imaging;

namespace CovidClassifier.Tests.Imaging;

internal sealed class RobustWindowTests
{
    private const int Width = 120, Height = 90;

    private static readonly (string Name, Action<ushort[]> Spoil)[] Spoilt =
    [
        ("a hot pixel", p => p[50 * Width + 60] = 65_535),
        ("forty hot and dead pixels", p => Each(40, i => p[i] = i % 2 == 0 ? (ushort)65_535 : (ushort)0)),
        ("forty pixels that are hot but not saturated", p => Each(40, i => p[i] = 41_234)),
        ("a frame of one pixel", p => Frame(p, 1, 65_535)),
        ("a frame of eight pixels", p => Frame(p, 8, 65_535)),
        ("a frame of eight pixels, not saturated", p => Frame(p, 8, 50_000)),
        ("a black frame of five pixels", p => Frame(p, 5, 0)),
        ("a burnt-in mark", p => Box(p, 60, 40, 20, 9, 65_535)),
        ("a burnt-in mark, not saturated", p => Box(p, 60, 40, 20, 9, 60_000)),
        ("a burnt-in mark in a corner", p => Box(p, 2, 2, 24, 8, 30_000)),
        ("a broken column", p => Box(p, 33, 0, 1, Height, 65_535)),
    ];

    [Test]
    public void Of_AFewWildPixels_MovesTheScaleByLessThanATwentieth([Range(0, 10)] int which, [Values(0, 30_000)] int offset)
    {
        (string name, Action<ushort[]> spoil) = Spoilt[which];
        ushort[] plain = Picture(offset);
        ushort[] spoilt = [.. plain];
        spoil(spoilt);
        RobustWindow before = RobustWindow.Of(plain, Width), after = RobustWindow.Of(spoilt, Width);
        int range = before.High - before.Low;
        Assert.That(Math.Abs(after.Low - before.Low), Is.LessThan(0.05 * range), name);
        Assert.That(Math.Abs(after.High - before.High), Is.LessThan(0.05 * range), name);
    }

    [Test]
    public void Of_ARamp_CoversIt()
    {
        ushort[] ramp = [.. Enumerable.Range(0, 1000).Select(i => (ushort)(1000 + i))];
        RobustWindow window = RobustWindow.Of(ramp, 1000);
        // the middle 800 are 1100 to 1899; without a twentieth at either end 1140 to 1859; a tenth of that wider
        Assert.That(window, Is.EqualTo(new RobustWindow(1140 - 72, 1859 + 72)));
        Assert.That((window.Gray(0), window.Gray(1068), window.Gray(1931), window.Gray(65_535)), Is.EqualTo(((byte)0, (byte)0, (byte)255, (byte)255)));
    }

    [Test]
    public void Of_ShiftedValues_ShiftsTheWindow()
    {
        RobustWindow low = RobustWindow.Of(Picture(5), Width), high = RobustWindow.Of(Picture(40_005), Width);
        Assert.That(high, Is.EqualTo(new RobustWindow(low.Low + 40_000, low.High + 40_000)));
    }

    [TestCase(0x7F80, 0x7F)]
    [TestCase(0, 0)]
    [TestCase(65_535, 255)]
    public void Gray_OfAPictureOfOneValue_IsItsHighByte(int value, int gray) =>
        Assert.That(RobustWindow.Of([.. Enumerable.Repeat((ushort)value, 100)], 10).Gray(value), Is.EqualTo(gray));

    [Test]
    public void Gray_OfAPictureOfBlackAndWhiteOnly_IsBlackAndWhite()
    {
        RobustWindow window = RobustWindow.Of([.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? ushort.MaxValue : (ushort)0)], 10);
        Assert.That((window.Gray(0), window.Gray(65_535)), Is.EqualTo(((byte)0, (byte)255)));
    }

    [Test]
    public void Of_NearlyOneValue_GoesFromTheLeastToTheGreatest()
    {
        ushort[] values = [.. Enumerable.Repeat((ushort)500, 100)];
        values[55] = 700;
        Assert.That(RobustWindow.Of(values, 10), Is.EqualTo(new RobustWindow(500, 700)));
    }

    private static ushort[] Picture(int offset)
    {
        RandomStream random = new Seed(3).Open();
        return
        [
            .. Enumerable.Range(0, Width * Height).Select(i =>
                (ushort)(offset + 1 + 1900 + 1500 * Math.Sin(i % Width * 0.07) * Math.Cos(i / Width * 0.05) + random.Below(300))),
        ];
    }

    private static void Each(int count, Action<int> change)
    {
        RandomStream random = new Seed(4).Open();
        for (int i = 0; i < count; i++)
        {
            change(random.Below(Width * Height));
        }
    }

    private static void Frame(ushort[] pixels, int thickness, ushort value)
    {
        Box(pixels, 0, 0, Width, thickness, value);
        Box(pixels, 0, Height - thickness, Width, thickness, value);
        Box(pixels, 0, 0, thickness, Height, value);
        Box(pixels, Width - thickness, 0, thickness, Height, value);
    }

    private static void Box(ushort[] pixels, int left, int top, int width, int height, ushort value)
    {
        for (int y = top; y < top + height; y++)
        {
            pixels.AsSpan(y * Width + left, width).Fill(value);
        }
    }
}
