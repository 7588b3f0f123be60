using CovidClassifier.Explanation;
using SkiaSharp;

namespace CovidClassifier.Tests.Explanation;

public sealed class HeatMapTests
{
    [Test]
    public void CentralShare_OfAnEvenMap_IsTheCentralAreasSize() =>
        Assert.That(Map(1, 1, [3]).CentralShare, Is.EqualTo(0.64).Within(1e-9));

    [Test]
    public void CentralShare_OfOneCell_TellsMiddleFromBorder()
    {
        float[] middle = new float[400], corner = new float[400];
        middle[10 * 20 + 10] = 1;
        corner[0] = 1;
        Assert.That((Map(20, 20, middle).CentralShare, Map(20, 20, corner).CentralShare), Is.EqualTo((1.0, 0.0)));
    }

    [Test]
    public void ToArray_AtThePicturesSize_IsLinearBetweenCellCentres()
    {
        HeatMap map = Map(2, 1, [0, 4], width: 4, height: 1);
        Assert.That(map.ToArray(), Is.EqualTo(new[] { 0, 0.25f, 0.75f, 1 }).Within(1e-6));
        Assert.That(map[2, 0], Is.EqualTo(0.75).Within(1e-6));
    }

    [Test]
    public void Map_WhereNothingSpeaksForTheLabel_IsEmpty()
    {
        HeatMap map = Map(2, 1, [-1, -2]);
        Assert.That((map.IsEmpty, map.CentralShare), Is.EqualTo((true, double.NaN)));
        Assert.That(map.ToArray(), Has.All.Zero);
    }

    [Test]
    public void Overlay_LeavesPlacesWithoutStrengthGray_AndColoursTheStrongest()
    {
        using CovidModel model = SpotNetwork.Model();
        XRayImage image = XRayImage.FromBytes(SpotNetwork.Picture(160, 80, (6, 1, 255), (1, 6, 0)), "spots");
        ImageExplanation explanation = model.Explain(image, "COVID-19");
        using SKBitmap drawn = SKBitmap.Decode(explanation.ToPng());
        Assert.That((drawn.Width, drawn.Height), Is.EqualTo((160, 80)));
        Assert.That(drawn.GetPixel(30, 65), Is.EqualTo(new SKColor(0, 0, 0)), "the dark spot speaks against and stays as it was");
        SKColor strongest = drawn.GetPixel(130, 15);
        Assert.That(strongest.Red - strongest.Blue, Is.GreaterThan(80), "yellow");
        using SKBitmap small = SKBitmap.Decode(explanation.ToPng(longestSide: 40));
        Assert.That((small.Width, small.Height), Is.EqualTo((40, 20)));
    }

    [Test]
    public void Colours_GrowLighterWithStrength()
    {
        double[] luminances = [.. Enumerable.Range(0, 21).Select(i => HeatColor.At(i / 20.0)).Select(c => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2])];
        Assert.That(luminances, Is.Ordered);
    }

    private static HeatMap Map(int columns, int rows, float[] values, int width = 100, int height = 100)
    {
        var grid = new Grid(columns, rows);
        values.CopyTo(grid.Values, 0);
        return new HeatMap(grid, width, height);
    }
}
