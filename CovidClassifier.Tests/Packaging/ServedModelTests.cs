namespace CovidClassifier.Tests.Packaging;

/// <summary>What happens to a model's file while the model is served.</summary>
public class ServedModelTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("replaced")]
    [TestCase("cut off")]
    [TestCase("gone")]
    public void File_ChangedAfterLoading_ChangesNothing(string how)
    {
        string zip = _folder["m.zip"];
        using (CovidModel trained = SomeModel.Make(SomeModel.Network(2), "COVID-19", 0.5f))
        {
            trained.Save(zip);
        }

        using CovidModel served = CovidModel.Load(zip);
        byte[] image = SomeModel.Picture(1);
        float before = served.Predict(image).Probability;
        switch (how)
        {
            case "replaced":
                using (CovidModel other = SomeModel.Make(SomeModel.Network(2, seed: 9), "COVID-19", 0.5f))
                {
                    other.Save(zip);
                }

                break;
            case "cut off":
                using (FileStream file = File.OpenWrite(zip))
                {
                    file.SetLength(100);
                }

                break;
            default:
                File.Delete(zip);
                break;
        }

        Assert.That(served.Predict(image).Probability, Is.EqualTo(before));
        served.Save(_folder["again.zip"]);
        using CovidModel again = CovidModel.Load(_folder["again.zip"]);
        Assert.That(again.Predict(image).Probability, Is.EqualTo(before));
    }
}
