using CovidClassifier.Auditing.Quality;
using CovidClassifier.Auditing.Scanning;

namespace CovidClassifier.Auditing.Copies;

/// <summary>A way to look at a square picture: mirrored or not, then turned, then with black and white exchanged or not.</summary>
/// <param name="IsMirrored">Left and right exchanged, before the turn.</param>
/// <param name="Turns">Quarter turns counter-clockwise, 0 to 3.</param>
/// <param name="IsInverted">Black and white exchanged.</param>
internal readonly record struct PictureView(bool IsMirrored, int Turns, bool IsInverted)
{
    /// <summary>A pose may be taken for another where it is less like a chest by no more than this.</summary>
    private const double Doubt = 0.25;

    /// <summary>The views in which a picture may be a chest, the likeliest first.</summary>
    public static IReadOnlyList<PictureView> Poses(byte[] thumbnail)
    {
        byte[] fields = thumbnail;
        for (int side = Thumbnails.Side; side > ChestPose.Fields; side /= 2)
        {
            fields = Thumbnails.Halve(fields, side);
        }

        (PictureView View, double Likeness)[] poses =
            [.. ChestPose.All(fields).Select(p => (new PictureView(IsMirrored: false, p.Turns, p.IsInverted), p.Likeness)).OrderByDescending(p => p.Likeness)];
        return [.. poses.TakeWhile(p => p.Likeness >= poses[0].Likeness - Doubt).Select(p => p.View)];
    }

    /// <summary>From one picture to another, where this view of the one looks like an unmirrored view of the other.</summary>
    public PictureView Undoing(PictureView other) => this with { Turns = (Turns - other.Turns) & 3, IsInverted = IsInverted != other.IsInverted };

    /// <summary>The view that leads back; turned round a mirror, a turn goes the other way.</summary>
    public PictureView Back() => this with { Turns = (IsMirrored ? Turns : -Turns) & 3 };

    /// <summary>The mirror image of what this view shows: mirrored before the turn, which then goes the other way.</summary>
    public PictureView Mirrored() => this with { IsMirrored = !IsMirrored, Turns = -Turns & 3 };

    /// <summary>A square picture in this view.</summary>
    public byte[] Of(byte[] image, int side)
    {
        if (this == default)
        {
            return image;
        }

        byte[] seen = new byte[image.Length];
        for (int y = 0; y < side; y++)
        {
            for (int x = 0; x < side; x++)
            {
                (int sx, int sy) = Turns switch
                {
                    0 => (x, y),
                    1 => (side - 1 - y, x),
                    2 => (side - 1 - x, side - 1 - y),
                    _ => (y, side - 1 - x),
                };
                byte gray = image[sy * side + (IsMirrored ? side - 1 - sx : sx)];
                seen[y * side + x] = IsInverted ? (byte)(255 - gray) : gray;
            }
        }

        return seen;
    }
}
