namespace CovidClassifier.Tests.Imaging;

/// <summary>A BMP of 24 bits per pixel, not packed.</summary>
internal static class TestBmp
{
    public static byte[] Gray(int width, int height, Func<int, int, int> pixel)
    {
        int rowBytes = (3 * width + 3) / 4 * 4;
        byte[] file = new byte[54 + rowBytes * height];
        "BM"u8.CopyTo(file);
        void Put(int at, int value) => BitConverter.TryWriteBytes(file.AsSpan(at), value);
        Put(2, file.Length);
        Put(10, 54);
        Put(14, 40);
        Put(18, width);
        Put(22, height);
        Put(26, 1 | 24 << 16);
        for (int i = 0; i < width * height; i++)
        {
            (int x, int y) = (i % width, i / width);
            file.AsSpan(54 + (height - 1 - y) * rowBytes + 3 * x, 3).Fill((byte)pixel(x, y));
        }

        return file;
    }
}
