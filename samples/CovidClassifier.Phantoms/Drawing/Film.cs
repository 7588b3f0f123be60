using CovidClassifier.Foundation;

namespace CovidClassifier.Phantoms.Drawing;

/// <summary>One exposure of one patient: the chest in a pose, its vessels and lesions, clouds, film contrast and noise.</summary>
internal sealed class Film
{
    private const double CentralLow = 0.10;
    private const double CentralHigh = 0.90;
    private const double TexturePeriod = 5.0 / 256;
    private const double TextureStrength = 0.42;

    private readonly Anatomy _anatomy;
    private readonly Chest _chest;
    private readonly Pose _pose;
    private readonly Seed _seed;
    private readonly bool _isHardFilm;
    private readonly double[] _lung;

    public Film(int size, Anatomy anatomy, bool isAp, bool isHardFilm, Seed seed)
    {
        Canvas = new Canvas(size);
        _anatomy = anatomy;
        _chest = new Chest(anatomy, isAp);
        _pose = new Pose(seed.For("pose").Open());
        _seed = seed;
        _isHardFilm = isHardFilm;
        _lung = new double[size * size];
    }

    public Canvas Canvas { get; }

    private int Size => Canvas.Size;

    /// <summary>Draws the whole picture and tells where the opacities came to lie.</summary>
    public IReadOnlyList<Opacity> Expose(Lesions lesions)
    {
        for (int y = 0, i = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++, i++)
            {
                (double u, double v) = _pose.ToBody((x + 0.5) / Size, (y + 0.5) / Size);
                (Canvas.Values[i], _lung[i]) = _chest.At(u, v);
            }
        }

        DrawVessels(_anatomy.Vessels.Open());
        var places = lesions.Patches.Select(Place).ToList();
        RandomStream random = _seed.For("texture").Open();
        for (int i = 0; i < places.Count; i++)
        {
            DrawPatch(places[i], lesions.Patches[i].Strength, lesions.AreOpacities, random);
        }

        ApplyExposure(_seed.For("exposure").Open());
        return lesions.AreOpacities ? places : [];
    }

    public byte[] Develop() => Canvas.ToGray();

    private Opacity Place(Lesions.Patch patch)
    {
        (double u, double v) = _chest.FromLung(patch.Side, patch.X, patch.Y);
        (double x, double y) = _pose.ToImage(u, v);

        // a pixel of slack: a patch never touches the frame that audits treat as outside
        double slack = 1.0 / Size;
        x = Math.Clamp(x, CentralLow + patch.RadiusX + slack, CentralHigh - patch.RadiusX - slack);
        y = Math.Clamp(y, CentralLow + patch.RadiusY + slack, CentralHigh - patch.RadiusY - slack);
        return new Opacity(x * Size, y * Size, patch.RadiusX * Size, patch.RadiusY * Size);
    }

    private void DrawPatch(Opacity place, double strength, bool hasTexture, RandomStream random)
    {
        double turn = random.Uniform(-1, 1), length = Math.Sqrt(1 + turn * turn);
        double along = 1 / length / (TexturePeriod * Size), across = turn / length / (TexturePeriod * Size);
        double phase = random.NextDouble(), texture = hasTexture ? TextureStrength * random.Uniform(0.7, 1.3) : 0;
        var wobble = new ValueNoise(random, 40);
        Canvas.Paint(place.X - place.RadiusX, place.Y - place.RadiusY, place.X + place.RadiusX, place.Y + place.RadiusY, (px, py) =>
        {
            double dx = px + 0.5 - place.X, dy = py + 0.5 - place.Y;
            double squared = Shape.Square(dx / place.RadiusX) + Shape.Square(dy / place.RadiusY);
            if (squared >= 1)
            {
                return 0;
            }

            double bend = 0.7 * wobble.At((px + 0.5) / Size, (py + 0.5) / Size);
            double net = Math.Max(Shape.Zigzag(dx * along + dy * across + phase + bend), Shape.Zigzag(dy * along - dx * across + bend));
            return _lung[py * Size + px] * (strength * Shape.Hill(squared) + texture * (1 - squared) * (net - 1.0 / 3));
        });
    }

    private void DrawVessels(RandomStream random)
    {
        for (int branch = 0; branch < 28; branch++)
        {
            int side = branch % 2;
            double x = random.Uniform(-0.95, -0.65);
            double y = (_anatomy.HilumY - _anatomy.LungCenterY) / _anatomy.LungHalfHeight + random.Uniform(-0.12, 0.12);
            double stepX = random.Uniform(0.01, 0.055), stepY = random.Uniform(-0.055, 0.055), bend = random.Uniform(-0.0025, 0.0025);
            double radius = random.Uniform(0.008, 0.014), strength = random.Uniform(0.08, 0.16);
            for (int step = 0; step < 30; step++, x += stepX, y += stepY, stepY += bend, radius *= 0.97, strength *= 0.98)
            {
                (double u, double v) = _chest.FromLung(side, x, y);
                (double cx, double cy) = _pose.ToImage(u, v);
                DrawDisc(cx * Size, cy * Size, radius * Size, strength * 0.4);
            }
        }
    }

    private void DrawDisc(double cx, double cy, double radius, double strength) =>
        Canvas.Paint(cx - radius, cy - radius, cx + radius, cy + radius, (px, py) =>
            _lung[py * Size + px] * strength * Shape.Hill((Shape.Square(px + 0.5 - cx) + Shape.Square(py + 0.5 - cy)) / (radius * radius)));

    private void ApplyExposure(RandomStream random)
    {
        double gain = random.Uniform(0.92, 1.08) * (_isHardFilm ? 1.06 : 1), lift = random.Uniform(-0.03, 0.04), curve = random.Uniform(-0.12, 0.2);
        double slopeX = random.Uniform(-0.25, 0.25), slopeY = random.Uniform(-0.25, 0.25), grain = random.Uniform(0.010, 0.018);
        var clouds = new ValueNoise(random, 4);
        var wisps = new ValueNoise(random, 8);
        for (int py = 0, i = 0; py < Size; py++)
        {
            for (int px = 0; px < Size; px++, i++)
            {
                double x = (px + 0.5) / Size, y = (py + 0.5) / Size;
                double value = Canvas.Values[i] * (1 + 0.24 * clouds.At(x, y) + 0.12 * wisps.At(x, y) + slopeX * (x - 0.5) + slopeY * (y - 0.5));
                value = 0.5 + gain * (value - 0.5) + lift * Math.Min(1, value * 3);
                value += curve * value * (1 - value);
                double noise = random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5;
                Canvas.Values[i] = value + 2 * grain * noise;
            }
        }
    }
}
