using CovidClassifier.Augmentation;
using CovidClassifier.Foundation;

namespace CovidClassifier.Tests.Augmentation;

internal sealed class AugmentationDrawTests
{
    private static AugmentationDraw Draw(int epoch, int image, int copy, ulong seed = 7, AugmentationOptions? options = null) =>
        AugmentationDraw.Draw(options ?? AugmentationOptions.Study, new Seed(seed), epoch, image, copy);

    [Test]
    public void Draw_SameArguments_SameDrawInAnyOrder()
    {
        var keys = Enumerable.Range(0, 200).Select(i => (Epoch: i % 3, Image: i, Copy: i % 4)).ToArray();
        AugmentationDraw[] forward = [.. keys.Select(k => Draw(k.Epoch, k.Image, k.Copy))];
        AugmentationDraw[] parallel = [.. keys.AsParallel().AsOrdered().Select(k => Draw(k.Epoch, k.Image, k.Copy))];
        Assert.That(parallel, Is.EqualTo(forward));
        Assert.That(forward.Distinct().Count(), Is.EqualTo(200));
    }

    [Test]
    public void Draw_AnyArgumentChanged_ChangesTheDraw()
    {
        AugmentationDraw[] draws = [Draw(0, 0, 0), Draw(1, 0, 0), Draw(0, 1, 0), Draw(0, 0, 1), Draw(0, 0, 0, seed: 8)];
        Assert.That(draws.Distinct().Count(), Is.EqualTo(5));
    }

    [Test]
    public void Draw_ManyTimes_FillsItsRangesEvenly()
    {
        AugmentationDraw[] draws = [.. Enumerable.Range(0, 20_000).Select(i => Draw(0, i, 0))];
        void Uniform(string name, Func<AugmentationDraw, double> value, double low, double high)
        {
            double[] values = [.. draws.Select(value)];
            double width = high - low;
            Assert.That(values.Min(), Is.InRange(low, low + 0.001 * width), name);
            Assert.That(values.Max(), Is.InRange(high - 0.001 * width, high), name);
            Assert.That(values.Average(), Is.EqualTo((low + high) / 2).Within(0.01 * width), name);
        }

        Uniform("rotation", d => d.Theta, -5, 5);
        Uniform("shear", d => d.Shear, -0.2, 0.2);
        Uniform("zoom of rows", d => d.ZoomX, 0.7, 1.3);
        Uniform("zoom of columns", d => d.ZoomY, 0.7, 1.3);
        Uniform("brightness", d => d.Brightness, 0.2, 1);
        Assert.That(draws.Count(d => d.Flip), Is.EqualTo(10_000).Within(300));
        Assert.That(draws.Average(d => (d.ZoomX - 1) * (d.ZoomY - 1)), Is.Zero.Within(0.001), "axes are drawn apart");
    }

    [Test]
    public void Draw_OneVerbLess_LeavesTheOtherNumbers()
    {
        AugmentationDraw all = Draw(0, 3, 1);
        AugmentationDraw noZoom = Draw(0, 3, 1, options: AugmentationOptions.Study.Zoom(0));
        Assert.That(noZoom, Is.EqualTo(all with { ZoomX = 1, ZoomY = 1 }));
    }

    [Test]
    public void Draw_NoVariation_IsTheIdentity() =>
        Assert.That(Draw(4, 5, 6, options: AugmentationOptions.None), Is.EqualTo(AugmentationDraw.Identity));

    [Test]
    public void Draw_ARecordedCase_StaysTheSame()
    {
        var recorded = new AugmentationDraw(
            1.1854305572276118, -0.028617842542120353, 0.9130988468930391, 0.8008862460058453, false, 0.815329253480072);
        Assert.That(Draw(epoch: 2, image: 5, copy: 1), Is.EqualTo(recorded), "another draw would break resumed runs and published seeds");
    }
}
