using CovidClassifier.Augmentation;

namespace CovidClassifier.Tests.Augmentation;

internal sealed class AugmentationOptionsTests
{
    [Test]
    public void Verbs_SetTheStudysRanges()
    {
        AugmentationOptions options = new AugmentationOptions().Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0);
        Assert.That(options, Is.EqualTo(new AugmentationOptions
        {
            RotationDegrees = 5,
            ShearDegrees = 0.2,
            ZoomRange = 0.3,
            HorizontalFlip = true,
            BrightnessLow = 0.2,
            BrightnessHigh = 1,
        }));
        Assert.That(options, Is.EqualTo(AugmentationOptions.Study));
        Assert.That(options.IsIdentity, Is.False);
    }

    [Test]
    public void Default_IsNone()
    {
        Assert.That(new AugmentationOptions(), Is.EqualTo(AugmentationOptions.None));
        Assert.That(AugmentationOptions.None.IsIdentity, Is.True);
        Assert.That(AugmentationOptions.None.Rotate(1).IsIdentity, Is.False);
        Assert.That(AugmentationOptions.None, Is.EqualTo(new AugmentationOptions()), "verbs leave the options they are called on");
    }

    [TestCase(double.NaN)]
    [TestCase(-0.1)]
    [TestCase(1)]
    public void Zoom_OutsideItsRange_IsRefused(double range) =>
        Assert.That(() => new AugmentationOptions().Zoom(range), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartWith("ZoomRange must be at least 0 and below 1, got "));

    [Test]
    public void Angles_OutsideTheirRange_AreRefused()
    {
        Assert.That(() => new AugmentationOptions { RotationDegrees = 181 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => AugmentationOptions.Study with { ShearDegrees = -1 }, Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new AugmentationOptions().Rotate(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Brightness_UpsideDown_IsRefusedAtTheVerbAndAtTheFirstDraw()
    {
        const string message = "BrightnessLow must not lie above BrightnessHigh, got 1.2 and 0.8.";
        AugmentationOptions wrong = new() { BrightnessLow = 1.2, BrightnessHigh = 0.8 };
        Assert.That(() => new AugmentationOptions().Brightness(1.2, 0.8), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(() => AugmentationDraw.Draw(wrong, default, 0, 0, 0), Throws.ArgumentException.With.Message.EqualTo(message));
        Assert.That(() => new AugmentationOptions().Brightness(-0.1, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
