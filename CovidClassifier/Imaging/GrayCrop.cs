namespace CovidClassifier.Imaging;

/// <summary>Cuts a part out of a picture, and stretches a picture that is already decoded.</summary>
internal static class GrayCrop
{
    /// <summary>The part from (left, top) up to, not including, (right, bottom), which may lie beyond the picture.</summary>
    /// <exception cref="ImageFormatException">No pixel of the picture is in it.</exception>
    public static GrayImage Cut(GrayImage image, (int Left, int Top, int Right, int Bottom) box, string? path)
    {
        int right = Math.Min(box.Right, image.Width), bottom = Math.Min(box.Bottom, image.Height);
        if (box.Left < 0 || box.Top < 0 || right <= box.Left || bottom <= box.Top)
        {
            throw new ImageFormatException(
                path,
                FormattableString.Invariant(
                    $"the box {box.Left}, {box.Top}, {box.Right}, {box.Bottom} holds no pixel of the picture, which is {image.Width} x {image.Height}."));
        }

        (int width, int height) = (right - box.Left, bottom - box.Top);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            image.Pixels.AsSpan((box.Top + y) * image.Width + box.Left, width).CopyTo(pixels.AsSpan(y * width));
        }

        return new GrayImage(width, height, pixels);
    }

    /// <summary>The whole picture at another size, as the decoder does it.</summary>
    public static GrayImage StretchTo(GrayImage image, int width, int height)
    {
        var stretch = new Stretch(image.Width, image.Height, width, height);
        for (int y = 0; y < image.Height; y++)
        {
            stretch.Push(image.Pixels.AsSpan(y * image.Width, image.Width));
        }

        return stretch.ToImage();
    }
}
