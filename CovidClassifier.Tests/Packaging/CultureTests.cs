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
        Assume.That(HasCultures, Is.True, "the process knows the invariant culture alone (no ICU)");
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

    private static bool HasCultures => !(AppContext.TryGetSwitch("System.Globalization.Invariant", out bool isInvariant) && isInvariant)
        && Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is not ("1" or "true");

    private void RequireTheSame(CultureInfo culture)
    {
        byte[] picture = Some.Png(64, 3, 1);
        (byte[] File, string Words) here = In(CultureInfo.InvariantCulture, Everything), there = In(culture, Everything);
        Assert.That(there.Words, Is.EqualTo(here.Words));
        Assert.That(there.File, Is.EqualTo(here.File));

        (byte[], string) Everything()
        {
            // a class with an i, asked for in another case, and numbers with decimals on the way in and out
            using CovidModel model = new CovidModelBuilder(seed: 1).WithData(Some.Dataset(24, 64, "PNEUMONIA_iI", "Normal"))
                .WithPositiveLabel("pneumonia-II").WithNetwork(Network.CustomCnn(inputSize: 64)).WithTraining(t => t with { Epochs = 1 }).Train();
            model.Save(_folder["m.zip"]);
            using CovidModel loaded = CovidModel.Load(_folder["m.zip"]);
            Prediction prediction = loaded.Predict(picture);
            string own = Preprocessing.Parse("mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255").Name;
            return (File.ReadAllBytes(_folder["m.zip"]), $"{prediction} {prediction["Pneumonia II"]} {loaded.HeldOut} {own}");
        }
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
