using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// How training images are varied: one random affine map per copy (rotation, then shear, then zoom, about the image's centre, edges repeated
/// outwards), a random mirror image and a random brightness, with the meaning of Keras' <c>ImageDataGenerator</c>; then, where asked for, changes of the gray
/// levels that tell one source from another: gamma, contrast, inversion, blur, noise, JPEG, borders and corners painted over. Every range defaults to none.
/// Immutable: each verb returns a new description. Training images only; validation and test images are never varied.
/// </summary>
/// <example>
/// <code>AugmentationOptions options = new AugmentationOptions().Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0);</code>
/// </example>
public sealed record AugmentationOptions
{
    /// <summary>No variation: every copy equals its original.</summary>
    public static AugmentationOptions None { get; } = new();

    /// <summary>
    /// The ranges of the study that this library follows: rotation 5 degrees, shear 0.2 degrees, zoom 0.7 to 1.3 per axis, mirror images,
    /// brightness 0.2 to 1.0.
    /// </summary>
    public static AugmentationOptions Study { get; } =
        new AugmentationOptions().Rotate(5).Shear(0.2).Zoom(0.3).FlipHorizontally().Brightness(0.2, 1.0);

    /// <summary>Largest rotation in degrees, either way; uniform in between. 0 to 180, default 0 (Keras: <c>rotation_range</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 180.</exception>
    public double RotationDegrees { get; init => field = Check.Within(value, 0, 180); }

    /// <summary>Largest shear angle in degrees, either way; uniform in between. 0 to 80, default 0 (Keras: <c>shear_range</c>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 80.</exception>
    public double ShearDegrees { get; init => field = Check.Within(value, 0, 80); }

    /// <summary>
    /// The zoom factors of height and width are drawn apart, each uniform in 1 - zoom to 1 + zoom; a factor above 1 shows more of the image,
    /// smaller. At least 0 and below 1, default 0 (Keras: <c>zoom_range</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, 1 or more.</exception>
    public double ZoomRange { get; init => field = Check.UnitBelowOne(value); }

    /// <summary>Whether half of the copies, chosen at random, are mirrored left to right. Default false (Keras: <c>horizontal_flip</c>).</summary>
    public bool HorizontalFlip { get; init; }

    /// <summary>
    /// Lower end of the brightness factor: gray values are multiplied by a factor uniform between both ends, then cut to whole numbers and to
    /// 255. 0 to 10, at most <see cref="BrightnessHigh"/>, default 1 (Keras: <c>brightness_range</c>).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 10.</exception>
    public double BrightnessLow { get; init => field = Check.Within(value, 0, 10); } = 1;

    /// <summary>Upper end of the brightness factor. 0 to 10, at least <see cref="BrightnessLow"/>, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 10.</exception>
    public double BrightnessHigh { get; init => field = Check.Within(value, 0, 10); } = 1;

    /// <summary>Lower end of the exponent of gray levels as shares of 255, drawn evenly in its logarithm: below 1 brightens, above 1 darkens. 0.1 to 10, at
    /// most <see cref="GammaHigh"/>, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0.1 to 10.</exception>
    public double GammaLow { get; init => field = Check.Within(value, 0.1, 10); } = 1;

    /// <summary>Upper end of the exponent. 0.1 to 10, at least <see cref="GammaLow"/>, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0.1 to 10.</exception>
    public double GammaHigh { get; init => field = Check.Within(value, 0.1, 10); } = 1;

    /// <summary>Lower end of the factor of each pixel's distance from the image's mean. 0 to 10, at most <see cref="ContrastHigh"/>, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 10.</exception>
    public double ContrastLow { get; init => field = Check.Within(value, 0, 10); } = 1;

    /// <summary>Upper end of the contrast factor. 0 to 10, at least <see cref="ContrastLow"/>, default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 10.</exception>
    public double ContrastHigh { get; init => field = Check.Within(value, 0, 10); } = 1;

    /// <summary>Share of the copies, chosen at random, in which black and white change places. 0 to 1, default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 1.</exception>
    public double InvertedShare { get; init => field = Check.Within(value, 0, 1); }

    /// <summary>Half side, in pixels of the network's input, of the largest square that pixels are averaged over (three times, which is near a bell); whole
    /// numbers from 0 on are drawn. 0 to 20, default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 20.</exception>
    public double BlurPixels { get; init => field = Check.Within(value, 0, 20); }

    /// <summary>Largest standard deviation of the noise, in gray levels; uniform from 0. 0 to 100, default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 100.</exception>
    public double NoiseDeviation { get; init => field = Check.Within(value, 0, 100); }

    /// <summary>Lowest quality of the JPEG file that copies go through; uniform up to 100. 1 to 100, default 100, which is no JPEG.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 1 to 100.</exception>
    public double JpegQualityLow { get; init => field = Check.Within(value, 1, 100); } = 100;

    /// <summary>Largest share of the side that is painted over along one border, drawn from 0 on, or twice that of both sides in one corner. 0 to 0.5, default
    /// 0.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside 0 to 0.5.</exception>
    public double ErasedShare { get; init => field = Check.Within(value, 0, 0.5); }

    /// <summary>True where no copy differs from its original.</summary>
    public bool IsIdentity => this == None;

    /// <summary>All ranges in one line, numbers in invariant culture; "none" for no variation.</summary>
    public string Description => IsIdentity
        ? "none"
        : string.Create(
            CultureInfo.InvariantCulture, $"rotation={RotationDegrees} shear={ShearDegrees} zoom={ZoomRange} flip={(HorizontalFlip ? "yes" : "no")} " +
                $"brightness={BrightnessLow}..{BrightnessHigh}") + (VariesIntensity ? IntensityDescription : "");

    /// <summary>Whether gray levels are varied beyond the study's brightness.</summary>
    internal bool VariesIntensity => (GammaLow, GammaHigh, ContrastLow, ContrastHigh) != (1, 1, 1, 1) || InvertedShare > 0 || BlurPixels > 0
        || NoiseDeviation > 0 || JpegQualityLow < 100 || ErasedShare > 0;

    private string IntensityDescription => string.Create(
        CultureInfo.InvariantCulture, $" gamma={GammaLow}..{GammaHigh} contrast={ContrastLow}..{ContrastHigh} invert={InvertedShare} blur={BlurPixels} " +
            $"noise={NoiseDeviation} jpeg={JpegQualityLow}..100 erase={ErasedShare}");

    /// <summary>These options with rotations of up to <paramref name="maxDegrees"/> (0 to 180) either way.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDegrees"/> lies outside 0 to 180.</exception>
    public AugmentationOptions Rotate(double maxDegrees) => this with { RotationDegrees = maxDegrees };

    /// <summary>These options with shear angles of up to <paramref name="maxDegrees"/> (0 to 80) either way.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDegrees"/> lies outside 0 to 80.</exception>
    public AugmentationOptions Shear(double maxDegrees) => this with { ShearDegrees = maxDegrees };

    /// <summary>These options with zoom factors of 1 - <paramref name="range"/> to 1 + <paramref name="range"/> per axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="range"/> is negative, 1 or more.</exception>
    public AugmentationOptions Zoom(double range) => this with { ZoomRange = range };

    /// <summary>These options with half of the copies mirrored left to right.</summary>
    public AugmentationOptions FlipHorizontally() => this with { HorizontalFlip = true };

    /// <summary>These options with brightness factors of <paramref name="low"/> to <paramref name="high"/> (0 to 10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor lies outside 0 to 10.</exception>
    /// <exception cref="ArgumentException"><paramref name="low"/> lies above <paramref name="high"/>.</exception>
    public AugmentationOptions Brightness(double low, double high) =>
        Checked(this with { BrightnessLow = low, BrightnessHigh = high });

    /// <summary>These options with gray levels as shares of 255 taken to a power of <paramref name="low"/> to <paramref name="high"/> (0.1 to 10).</summary>
    /// <exception cref="ArgumentOutOfRangeException">An exponent lies outside 0.1 to 10.</exception>
    /// <exception cref="ArgumentException"><paramref name="low"/> lies above <paramref name="high"/>.</exception>
    public AugmentationOptions Gamma(double low, double high) => Checked(this with { GammaLow = low, GammaHigh = high });

    /// <summary>These options with contrast factors of <paramref name="low"/> to <paramref name="high"/> (0 to 10) about the image's mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor lies outside 0 to 10.</exception>
    /// <exception cref="ArgumentException"><paramref name="low"/> lies above <paramref name="high"/>.</exception>
    public AugmentationOptions Contrast(double low, double high) => Checked(this with { ContrastLow = low, ContrastHigh = high });

    /// <summary>These options with black and white exchanged in a share (0 to 1) of the copies.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> lies outside 0 to 1.</exception>
    public AugmentationOptions Invert(double share) => this with { InvertedShare = share };

    /// <summary>These options with blur of up to <paramref name="pixels"/> (0 to 20) half side.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pixels"/> lies outside 0 to 20.</exception>
    public AugmentationOptions Blur(double pixels) => this with { BlurPixels = pixels };

    /// <summary>These options with noise of up to <paramref name="deviation"/> gray levels (0 to 100).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> lies outside 0 to 100.</exception>
    public AugmentationOptions Noise(double deviation) => this with { NoiseDeviation = deviation };

    /// <summary>These options with copies that went through a JPEG file of quality <paramref name="lowest"/> (1 to 100) or better.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lowest"/> lies outside 1 to 100.</exception>
    public AugmentationOptions JpegQuality(double lowest) => this with { JpegQualityLow = lowest };

    /// <summary>These options with a border or corner painted over, up to <paramref name="share"/> (0 to 0.5) of the side.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> lies outside 0 to 0.5.</exception>
    public AugmentationOptions Erase(double share) => this with { ErasedShare = share };

    /// <summary>
    /// These options with all that varies gray levels, against sources that are told apart by them: gamma 0.6 to 1.6, contrast 0.6 to 1.4, blur 1, noise 8,
    /// JPEG quality from 30, borders and corners up to 15 % of the side. Not inversion: hospitals hardly ever send negatives, and an input guard finds them.
    /// </summary>
    public AugmentationOptions Intensities() => Gamma(0.6, 1.6).Contrast(0.6, 1.4).Blur(1).Noise(8).JpegQuality(30).Erase(0.15);

    /// <summary>The rules that span two properties and so cannot be checked when either is set.</summary>
    internal void Validate()
    {
        Require(nameof(BrightnessLow), BrightnessLow, nameof(BrightnessHigh), BrightnessHigh);
        Require(nameof(GammaLow), GammaLow, nameof(GammaHigh), GammaHigh);
        Require(nameof(ContrastLow), ContrastLow, nameof(ContrastHigh), ContrastHigh);
    }

    private static AugmentationOptions Checked(AugmentationOptions options)
    {
        options.Validate();
        return options;
    }

    private static void Require(string lowName, double low, string highName, double high)
    {
        if (low > high)
        {
            throw new ArgumentException(FormattableString.Invariant($"{lowName} must not lie above {highName}, got {low} and {high}."));
        }
    }
}
