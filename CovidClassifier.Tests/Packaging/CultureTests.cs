using System.Globalization;

namespace CovidClassifier.Tests.Packaging;

/// <summary>Where decimals, digits, calendars and the letter i are another's.</summary>
public sealed class CultureTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("fa-IR")]
    public void Everything_InAnotherCulture_IsTheSameToTheByte(string culture)
    {
        // as these tests are built there is the invariant culture alone: DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0 brings the others
        Assume.That(HasCultures, Is.True, "the process knows the invariant culture alone");
        RequireTheSame(CultureInfo.GetCultureInfo(culture));
    }

    [Test]
    public void Everything_WithOtherSignsOfNumbers_IsTheSameToTheByte()
    {
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = other.NumberFormat.PercentDecimalSeparator = "\u066B";
        other.NumberFormat.NumberGroupSeparator = ".";
        other.NumberFormat.NegativeSign = "\u2212";
        other.NumberFormat.PercentSymbol = "\u066A";
        other.NumberFormat.NaNSymbol = "geen";
        RequireTheSame(other);
    }

    private static bool HasCultures
    {
        get
        {
            try
            {
                return "i".ToUpper(CultureInfo.GetCultureInfo("tr-TR")) != "I";
            }
            catch (CultureNotFoundException)
            {
                return false;
            }
        }
    }

    private void RequireTheSame(CultureInfo culture)
    {
        byte[] picture = Some.Png(64, 3, 1);
        using CovidModel here = In(CultureInfo.InvariantCulture, Train), there = In(culture, Train);
        Assert.That(In(culture, () => File(there, (m, path) => m.SaveOnnx(path))), Is.EqualTo(File(here, (m, path) => m.SaveOnnx(path))), "training");
        Assert.That(In(culture, () => File(here, (m, path) => m.Save(path))), Is.EqualTo(File(here, (m, path) => m.Save(path))), "the zip");
        Assert.That(In(culture, () => Words(there)), Is.EqualTo(Words(here)));

        string Words(CovidModel model)
        {
            using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
            string own = Preprocessing.Parse("mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255").Name;
            return string.Create(CultureInfo.InvariantCulture, $"{loaded.Predict(picture)} {loaded.Predict(picture)["pneumonia Ii"]} {model.HeldOut} {own}");
        }
    }

    // a class with an i, asked for in another case
    private static CovidModel Train() => new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24, 64, "PNEUMONIA_iI", "Normal"))
        .WithPositiveLabel("pneumonia-II").WithNetwork(Network.CustomCnn(inputSize: 64)).WithTraining(t => t with { Epochs = 1 }).Train();

    private byte[] File(CovidModel model, Action<CovidModel, string> save)
    {
        save(model, _folder["m.zip"]);
        return System.IO.File.ReadAllBytes(_folder["m.zip"]);
    }

    private static T In<T>(CultureInfo culture, Func<T> work)
    {
        CultureInfo before = CultureInfo.CurrentCulture, beforeUi = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = beforeUi;
        }
    }
}
