namespace CovidClassifier.Tests.Networks;

public sealed class PreprocessingTests
{
    [TestCase("mean=0.5,std=0.25", 255, 2f)]
    [TestCase("mean=0.5,std=0.25", 0, -2f)]
    [TestCase("mean=127.5,std=1,scale=1", 255, 127.5f)]
    [TestCase("scale=1/128,mean=1,std=1", 255, 255 / 128f - 1)]
    [TestCase("std=2", 255, 0.5f)]
    [TestCase("torchxrayvision", 255, 1024f)]
    [TestCase("torchxrayvision", 0, -1024f)]
    [TestCase("rad-dino", 255, (1 - 0.5307f) / 0.2583f)]
    public void Parse_OneNumberForAllChannels_ScalesGray(string name, float gray, float expected)
    {
        Preprocessing made = Preprocessing.Parse(name);
        Assert.That((gray * made.Scale) + made.Shift, Is.EqualTo(expected).Within(1e-3));
        Assert.That(made.Means, Is.Null);
    }

    [Test]
    public void Parse_ThreeNumbersAndBgr_TurnsTheListsRound()
    {
        Preprocessing made = Preprocessing.Parse("mean=0.1,0.2,0.3,std=1,2,4,order=bgr");
        Assert.That(made.Means, Is.EqualTo(new[] { 0.3f, 0.2f, 0.1f }));
        Assert.That(made.Deviations, Is.EqualTo(new[] { 4f, 2f, 1f }));
    }

    [Test]
    public void Of_ImageNetsNumbers_IsImageNet()
    {
        var made = Preprocessing.Of([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
        Assert.That((made.Scale, made.Shift), Is.EqualTo((Preprocessing.ImageNet.Scale, 0f)));
        Assert.That(made.Means, Is.EqualTo(Preprocessing.ImageNet.Means));
    }

    [TestCase("mean=0.5,std=0.25")]
    [TestCase("mean=0.485,0.456,0.406,std=0.229,0.224,0.225,scale=1/255,order=bgr")]
    [TestCase("scale=1e-3")]
    public void Name_ReadAgain_GivesTheSame(string text)
    {
        Preprocessing made = Preprocessing.Parse(text), again = Preprocessing.Parse(made.Name);
        Assert.That((again.Name, again.Scale, again.Shift), Is.EqualTo((made.Name, made.Scale, made.Shift)));
        Assert.That((again.Means, again.Deviations), Is.EqualTo((made.Means, made.Deviations)));
    }

    [TestCase("mean=0.5,0.5,std=1", "mean must be one number or three (red, green, blue), each finite, got 0.5, 0.5")]
    [TestCase("mean=0.5,std=0", "deviation must be one number or three (red, green, blue), each finite and above 0, got 0")]
    [TestCase("mean=nan", "'nan' is no finite number")]
    [TestCase("mean=0.5,mean=0.5", "'mean' is there twice")]
    [TestCase("scale=1/0", "'1/0' is no finite number")]
    [TestCase("scale=-1", "scale must be one number or three")]
    [TestCase("order=cmyk", "order must be rgb, bgr or gray, got 'cmyk'")]
    [TestCase("mean=0.1,0.2,0.3,order=gray", "gray is one channel, and mean or std has three numbers")]
    [TestCase("means=1", "'means' is not one of mean, std, scale, order")]
    [TestCase("0.5,mean=1", "'0.5' is no part of it")]
    public void Parse_ListThatIsNone_SaysWhy(string text, string why) =>
        Assert.That(() => Preprocessing.Parse(text),
            Throws.ArgumentException.With.Message.StartsWith($"Preprocessing '{text}' must be a list such as mean=").And.Message.Contains(why));

    [Test]
    public void FromOnnx_OwnPreprocessing_IsWrittenAndReadAgain()
    {
        using var folder = new TempFolder();
        SmallTransformer.Write(folder["net.onnx"], batch: 1, isImageFirst: true);
        Network.FromOnnx(folder["net.onnx"], Preprocessing.Parse("mean=0.1,0.2,0.3,std=1,2,4")).SaveOnnx(folder["again.onnx"], 2, seed: 1);
        Assert.That(() => Network.FromOnnx(folder["again.onnx"]), Throws.Nothing);
    }
}
