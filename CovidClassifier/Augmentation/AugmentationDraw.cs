using CovidClassifier.Foundation;

namespace CovidClassifier.Augmentation;

/// <summary>
/// What happens to one copy of one image. Angles in degrees; ZoomX scales rows (height) and ZoomY columns (width), Keras' names; a zoom above
/// 1 shows more of the image.
/// </summary>
internal readonly record struct AugmentationDraw(double Theta, double Shear, double ZoomX, double ZoomY, bool Flip, double Brightness)
{
    /// <summary>What happens to the gray levels afterwards. Default: nothing.</summary>
    public IntensityDraw Intensity { get; init; } = IntensityDraw.Identity;

    /// <summary>Leaves the image as it is.</summary>
    public static AugmentationDraw Identity { get; } = new(0, 0, 1, 1, false, 1);

    /// <summary>
    /// Draws for one copy of one image in one epoch. Depends on the arguments alone, so that no order of work changes it; each quantity takes
    /// its own number of the stream, so that switching one on leaves the others as they were.
    /// </summary>
    /// <exception cref="ArgumentException">The brightness range is upside down.</exception>
    public static AugmentationDraw Draw(AugmentationOptions options, Seed seed, int epoch, int image, int copy)
    {
        options.Validate();
        Seed own = seed.For("augmentation").For(epoch).For(image).For(copy);
        RandomStream random = own.Open();
        return new AugmentationDraw(
            Theta: random.Uniform(-options.RotationDegrees, options.RotationDegrees),
            Shear: random.Uniform(-options.ShearDegrees, options.ShearDegrees),
            ZoomX: random.Uniform(1 - options.ZoomRange, 1 + options.ZoomRange),
            ZoomY: random.Uniform(1 - options.ZoomRange, 1 + options.ZoomRange),
            Flip: random.NextDouble() < 0.5 && options.HorizontalFlip,
            Brightness: random.Uniform(options.BrightnessLow, options.BrightnessHigh))
        {
            Intensity = IntensityDraw.Draw(options, own.For("intensity").Open()),
        };
    }
}
