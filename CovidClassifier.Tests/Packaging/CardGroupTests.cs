namespace CovidClassifier.Tests.Packaging;

public class CardGroupTests
{
    [Test]
    public void Of_SeveralImagesOfAPatient_CountsThePatientOnce_ByTheFirstImageThatTells()
    {
        XRayDataset dataset = XRayDataset.FromImages(
            [
                Image("COVID-19", "p1", age: null, "F", "PA"), Image("COVID-19", "p1", age: 40, "F", "AP"), Image("COVID-19", "p1", age: 41, "F", "AP"),
                Image("COVID-19", "p2", age: 60, null, "PA"), Image("COVID-19", null, age: 70, "M", null), Image("COVID-19", null, null, null, null),
                Image("Normal", "p3", null, null, null),
            ]);
        IReadOnlyList<CardGroup> groups = CardGroup.Of(dataset);
        CardGroup covid = groups[0];
        Assert.That((covid.Label, covid.Images, covid.Patients, covid.KnownAges), Is.EqualTo(("COVID-19", 6, 4, 3)));

        // ages 40, 60, 70
        Assert.That((covid.MedianAge, covid.LowerQuartileAge, covid.UpperQuartileAge), Is.EqualTo((60.0, 50.0, 65.0)));
        Assert.That(covid.Sexes, Is.EqualTo(new Dictionary<string, int> { ["F"] = 1, ["M"] = 1, ["unknown"] = 2 }));
        Assert.That(covid.Views, Is.EqualTo(new Dictionary<string, int> { ["AP"] = 2, ["PA"] = 2, ["unknown"] = 2 }));
        Assert.That((groups[1].Patients, groups[1].MedianAge, groups[1].KnownAges), Is.EqualTo((1, (double?)null, 0)));
    }

    private static XRayImage Image(string label, string? patient, double? age, string? sex, string? view) =>
        XRayImage.FromBytes(Some.Png(side: 8, seed: 1, stripe: 0), "x.png") with { Label = label, PatientId = patient, Age = age, Sex = sex, View = view };
}
