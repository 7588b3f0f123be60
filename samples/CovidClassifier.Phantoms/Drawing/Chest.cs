namespace CovidClassifier.Phantoms.Drawing;

/// <summary>
/// Brightness of the chest at each point of the body's frame: soft tissue, lungs, spine, heart, ribs, clavicles, abdomen.
/// </summary>
internal sealed class Chest(Anatomy anatomy, bool isAp)
{
    // without a step back from the tube the heart is magnified and the diaphragm stands higher
    private readonly double _heartScale = isAp ? 1.14 : 1.0;
    private readonly double _diaphragmRise = isAp ? 0.02 : 0.0;

    /// <summary>
    /// A lung's own coordinates to the body's: x from -1 at the spine's side to 1 at the ribs', y from -1 at the apex to 1 at the base.
    /// </summary>
    public (double U, double V) FromLung(int side, double x, double y)
    {
        double fromSpine = anatomy.LungOffset + 0.035 * y + x * anatomy.LungHalfWidth * (1 + anatomy.LungTaper * y);
        return (0.5 + (side == 0 ? -fromSpine : fromSpine), anatomy.LungCenterY + y * anatomy.LungHalfHeight);
    }

    /// <summary>Brightness of a point, and how far inside a lung it lies: 0 outside, 1 well inside.</summary>
    public (double Brightness, double Lung) At(double u, double v)
    {
        double heart = Heart(u, v);
        double lung = Lung(u, v) * (1 - 0.9 * heart);
        double tissue = 0.60 + 0.10 * Shape.Step(v, 0.70, 0.85) - 0.08 * Shape.Step(v, 0.25, 0.05);
        double air = 0.44 * lung * (0.80 + 0.20 * Shape.Step(v, 0.65, 0.30));
        double value = tissue - air + 0.13 * heart + Spine(u, v) + Ribs(u, v) * (0.35 + 0.65 * lung) + Clavicles(u, v) - Bubble(u, v);
        return (0.03 + Body(u, v) * (value - 0.03), lung);
    }

    private double Lung(double u, double v)
    {
        int side = u < 0.5 ? 0 : 1;
        (double x, double y) = ToLung(side, u, v);
        double outline = x * x + 0.55 * y * y + 0.45 * y * y * y * y;
        double dome = anatomy.DiaphragmY[side] - _diaphragmRise + anatomy.DomeHeight * Shape.Square(x + 0.15);
        return Shape.Step(outline, 1.05, 0.86) * Shape.Step(v, dome, dome - 0.02) * Shape.Step(Math.Abs(u - 0.5), 0.030, 0.055);
    }

    private (double X, double Y) ToLung(int side, double u, double v)
    {
        double y = (v - anatomy.LungCenterY) / anatomy.LungHalfHeight;
        double fromSpine = side == 0 ? 0.5 - u : u - 0.5;
        return ((fromSpine - anatomy.LungOffset - 0.035 * y) / (anatomy.LungHalfWidth * (1 + anatomy.LungTaper * Math.Clamp(y, -1.5, 1.5))), y);
    }

    private double Body(double u, double v)
    {
        double shoulder = Shape.Step(v, anatomy.ShoulderY - 0.12, anatomy.ShoulderY + 0.06);
        double waist = Shape.Step(v, anatomy.ShoulderY + 0.05, anatomy.ShoulderY + 0.28);
        double halfWidth = 0.12 + shoulder * 0.42 - waist * (0.54 - anatomy.BodyHalfWidth);
        return Shape.Step(Math.Abs(u - 0.5), halfWidth + 0.02, halfWidth - 0.02);
    }

    private double Heart(double u, double v)
    {
        double dx = u - anatomy.HeartX, dy = v - anatomy.HeartY;
        double x = (dx - anatomy.HeartTilt * dy * 0.5) / (anatomy.HeartRadiusX * _heartScale), y = dy / (anatomy.HeartRadiusY * _heartScale);
        double arch = Shape.Square((u - 0.532) / anatomy.AortaRadius) + Shape.Square((v - anatomy.HilumY + 0.09) / (1.3 * anatomy.AortaRadius));
        double root = Shape.Step(Math.Abs(u - 0.515), 0.075, 0.035)
            * Shape.Step(v, anatomy.HilumY - 0.12, anatomy.HilumY) * Shape.Step(v, 0.62, 0.54);
        return Math.Max(Shape.Step(x * x + y * y, 1.15, 0.68), Math.Max(0.65 * Shape.Step(arch, 1.4, 0.4), 0.6 * root));
    }

    private double Spine(double u, double v)
    {
        double across = Math.Abs(u - 0.5) / anatomy.SpineHalfWidth;
        double vertebrae = 0.8 + 0.2 * Shape.Step(Shape.Zigzag(v / anatomy.VertebraPitch), -0.9, -0.3);
        double mediastinum = 0.07 * Shape.Step(Math.Abs(u - 0.505), 0.075, 0.03);
        return 0.10 * Shape.Step(across, 1.2, 0.8) * vertebrae + mediastinum;
    }

    private double Ribs(double u, double v)
    {
        double t = Math.Abs(u - 0.5) / (anatomy.LungOffset + anatomy.LungHalfWidth);
        double cage = Shape.Step(t, 0.08, 0.18) * Shape.Step(t, 1.16, 1.02) * Shape.Step(v, 0.10, 0.16) * Shape.Step(v, 0.86, 0.74);
        double posterior = Rib((v - anatomy.RibSlope * t * (t - 0.55)) / anatomy.RibPitch + anatomy.RibPhase, 0.21);
        double anterior = Rib((v + 0.20 * t * (t - 0.2) - 0.3 * t) / (anatomy.RibPitch * 1.25) + anatomy.RibPhase, 0.24) * Shape.Step(t, 0.35, 0.7);
        return anatomy.RibStrength * cage * (posterior + 0.45 * anterior);
    }

    /// <summary>A flat band round each whole number, brighter at its two edges as bone is.</summary>
    private static double Rib(double pitches, double halfWidth)
    {
        double squared = Shape.Square((pitches - Math.Floor(pitches + 0.5)) / halfWidth);
        return Shape.Step(squared, 1, 0.55) * (0.7 + 0.3 * squared);
    }

    private double Clavicles(double u, double v)
    {
        double t = Math.Abs(u - 0.5);
        double middle = anatomy.ClavicleY - (isAp ? 0.02 : 0) - anatomy.ClavicleSlope * t + 0.35 * t * t;
        return 0.13 * Shape.Hill(Shape.Square((v - middle) / 0.02)) * Shape.Step(t, 0.03, 0.06) * Shape.Step(t, 0.40, 0.34);
    }

    private double Bubble(double u, double v)
    {
        if (anatomy.StomachBubble <= 0.02)
        {
            return 0;
        }

        double squared = Shape.Square((u - 0.66) / 0.06) + Shape.Square((v - anatomy.DiaphragmY[1] - 0.06) / (anatomy.StomachBubble * 0.4));
        return 0.25 * Shape.Step(squared, 1, 0.5);
    }
}
