namespace CovidClassifier.Auditing.Quality;

/// <summary>Takes shapes out of a mask, one after the other.</summary>
internal sealed class PixelShapes(bool[] mask, int width, int height)
{
    /// <summary>The shape that a marked pixel belongs to; its pixels are unmarked.</summary>
    public PixelShape Take(int start)
    {
        List<int> pixels = [start];
        mask[start] = false;
        (int left, int top, int right, int bottom) = (width, height, 0, 0);
        for (int taken = 0; taken < pixels.Count; taken++)
        {
            int x = pixels[taken] % width, y = pixels[taken] / width;
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            for (int ny = Math.Max(0, y - 1); ny <= Math.Min(height - 1, y + 1); ny++)
            {
                for (int nx = Math.Max(0, x - 1); nx <= Math.Min(width - 1, x + 1); nx++)
                {
                    if (mask[ny * width + nx])
                    {
                        mask[ny * width + nx] = false;
                        pixels.Add(ny * width + nx);
                    }
                }
            }
        }

        return new PixelShape(pixels, left, top, right, bottom);
    }
}
