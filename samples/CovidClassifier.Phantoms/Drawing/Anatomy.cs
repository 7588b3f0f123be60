using CovidClassifier.Foundation;

namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// What makes one patient's chest: positions and sizes in the body's own frame, a square of side 1 with the spine near x = 0.5 and y
/// downwards.
/// </summary>
internal sealed record Anatomy
{
    public required double LungOffset { get; init; }

    public required double LungHalfWidth { get; init; }

    public required double LungCenterY { get; init; }

    public required double LungHalfHeight { get; init; }

    public required double LungTaper { get; init; }

    /// <summary>Height of the two domes' tops: the image's left lung, then the right one.</summary>
    public required double[] DiaphragmY { get; init; }

    public required double DomeHeight { get; init; }

    public required double HeartX { get; init; }

    public required double HeartY { get; init; }

    public required double HeartRadiusX { get; init; }

    public required double HeartRadiusY { get; init; }

    public required double HeartTilt { get; init; }

    public required double AortaRadius { get; init; }

    public required double SpineHalfWidth { get; init; }

    public required double VertebraPitch { get; init; }

    public required double RibPitch { get; init; }

    public required double RibPhase { get; init; }

    public required double RibSlope { get; init; }

    public required double RibStrength { get; init; }

    public required double ClavicleY { get; init; }

    public required double ClavicleSlope { get; init; }

    public required double BodyHalfWidth { get; init; }

    public required double ShoulderY { get; init; }

    public required double HilumY { get; init; }

    public required double StomachBubble { get; init; }

    /// <summary>Everything that belongs to the patient and not to a film: the vessels' branching is drawn from it.</summary>
    public required Seed Vessels { get; init; }

    public static Anatomy Draw(RandomStream random, bool isMale)
    {
        double build = random.Uniform(-1, 1) + (isMale ? 0.25 : -0.25);
        double lungHalfWidth = 0.135 + 0.012 * build + random.Uniform(-0.008, 0.008);
        double dome = random.Uniform(0.70, 0.78);
        return new Anatomy
        {
            LungOffset = 0.185 + 0.012 * build + random.Uniform(-0.01, 0.01),
            LungHalfWidth = lungHalfWidth,
            LungCenterY = random.Uniform(0.44, 0.49),
            LungHalfHeight = random.Uniform(0.29, 0.345),
            LungTaper = random.Uniform(0.10, 0.26),
            DiaphragmY = [dome, dome + random.Uniform(0, 0.045)],
            DomeHeight = random.Uniform(0.04, 0.10),
            HeartX = random.Uniform(0.525, 0.565),
            HeartY = random.Uniform(0.60, 0.66),
            HeartRadiusX = random.Uniform(0.105, 0.155),
            HeartRadiusY = random.Uniform(0.13, 0.175),
            HeartTilt = random.Uniform(0.15, 0.6),
            AortaRadius = random.Uniform(0.03, 0.055),
            SpineHalfWidth = random.Uniform(0.030, 0.042),
            VertebraPitch = random.Uniform(0.056, 0.072),
            RibPitch = random.Uniform(0.074, 0.094),
            RibPhase = random.NextDouble(),
            RibSlope = random.Uniform(0.12, 0.30),
            RibStrength = random.Uniform(0.05, 0.11),
            ClavicleY = random.Uniform(0.165, 0.205),
            ClavicleSlope = random.Uniform(0.05, 0.22),
            BodyHalfWidth = 0.445 + 0.025 * build,
            ShoulderY = random.Uniform(0.10, 0.18),
            HilumY = random.Uniform(0.42, 0.48),
            StomachBubble = Math.Max(0, random.Uniform(-0.10, 0.16)),
            Vessels = new Seed(random.Next()),
        };
    }
}
