using System.Globalization;
using CovidClassifier.Foundation;

namespace CovidClassifier;

/// <summary>
/// How training images are varied: one random affine map per copy (rotation, then shear, then zoom, about the image's centre, edges repeated
/// outwards), a random mirror image and a random brightness, with the meaning of Keras' <c>ImageDataGenerator</c>. Every range defaults to none.
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

    /// <summary>True where no copy differs from its original.</summary>
    public bool IsIdentity => this == None;

    /// <summary>All ranges in one line, numbers in invariant culture; "none" for no variation.</summary>
    public string Description => IsIdentity
        ? "none"
        : string.Create(
            CultureInfo.InvariantCulture, $"rotation={RotationDegrees} shear={ShearDegrees} zoom={ZoomRange} flip={(HorizontalFlip ? "yes" : "no")} " +
                $"brightness={BrightnessLow}..{BrightnessHigh}");

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
    public AugmentationOptions Brightness(double low, double high)
    {
        AugmentationOptions options = this with { BrightnessLow = low, BrightnessHigh = high };
        options.Validate();
        return options;
    }

    /// <summary>The rule that spans two properties and so cannot be checked when either is set.</summary>
    internal void Validate()
    {
        if (BrightnessLow > BrightnessHigh)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(BrightnessLow)} must not lie above {nameof(BrightnessHigh)}, got {BrightnessLow} and {BrightnessHigh}."));
        }
    }
}
