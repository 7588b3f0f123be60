using CovidClassifier.Foundation;
using CovidClassifier.Tests.Packaging;
using CovidClassifier.Workflows;

namespace CovidClassifier.Tests.Workflows;

public class DriftTests
{
    private static readonly string[] Names = ["brightness", "contrast", "detail"];

    [Test]
    public void Measure_ImagesOfTheSameKind_AreNotToldApart()
    {
        (MetricResult shift, IReadOnlyList<DriftTrait> traits) = Measure(now: [0, 0, 0]);
        Assert.That(shift.Interval.Low, Is.LessThan(0.5));
        Assert.That(traits.Where(t => t.HasMoved), Is.Empty);
    }

    [Test]
    public void Measure_ATraitThatMoved_IsNamedFirst()
    {
        (MetricResult shift, IReadOnlyList<DriftTrait> traits) = Measure(now: [0, -1.5, 0]);
        Assert.That(shift.Interval.Low, Is.GreaterThan(0.7));
        Assert.That(traits.Where(t => t.HasMoved).Select(t => t.Name), Is.EqualTo(new[] { "contrast" }));
        Assert.That(traits[0].Auroc.Value, Is.LessThan(0.3), "there is less of it now");
    }

    [Test]
    public void MeasureDrift_OfAModelWithoutImagesInItsCard_SaysSo()
    {
        using CovidModel model = SomeModel.Make(SomeModel.Network(2), "COVID-19");
        Assert.That(
            () => model.MeasureDrift([XRayImage.FromBytes(SomeModel.Picture(1), "1.png")]),
            Throws.InvalidOperationException.With.Message.StartWith("The model's card has no images to compare with"));
    }

    private static (MetricResult Shift, IReadOnlyList<DriftTrait> Traits) Measure(double[] now)
    {
        RandomStream random = new Seed(3).Open();
        return Drift.Measure(Names, Rows(random, 120, [0, 0, 0]), Rows(random, 80, now), [.. Enumerable.Range(0, 80).Select(i => $"patient {i}")], new Seed(1));
    }

    private static double[][] Rows(RandomStream random, int count, double[] means) =>
        [.. Enumerable.Range(0, count).Select(_ => means.Select(m => m + random.Normal()).ToArray())];
}
