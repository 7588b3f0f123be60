namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Counts the coloured pixels of a JPEG's rows.</summary>
internal sealed class JpegColours(JpegColour colour, int width, ColouredPixels counted) : IJpegRows
{
    public void Take(IReadOnlyList<JpegPlane> planes, int y)
    {
        ReadOnlySpan<byte> first = planes[0].Row(y)[..width], second = planes[1].Row(y)[..width], third = planes[2].Row(y)[..width];
        ReadOnlySpan<byte> black = planes.Count > 3 ? planes[3].Row(y)[..width] : [];
        for (int x = 0; x < width; x++)
        {
            (uint red, uint green, uint blue) = colour is JpegColour.YCbCr or JpegColour.Ycck
                ? JpegGray.Rgb(first[x], second[x], third[x]) : (first[x], second[x], third[x]);

            // inks over a black of so much light
            counted.Add(red, green, blue, black.IsEmpty ? byte.MaxValue : black[x]);
        }
    }
}
