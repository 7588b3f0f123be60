namespace CovidClassifier.Tests.Imaging;

/// <summary>A GIF of one gray frame, its codes not packed: a clear code before the table could grow.</summary>
internal static class TestGif
{
    private const int Clear = 256, End = 257, CodeBits = 9, CodesBeforeClear = 200;

    public static byte[] Gray(int width, int height, Func<int, int, int> pixel)
    {
        byte[] palette = [.. Enumerable.Range(0, 256).SelectMany(i => new[] { (byte)i, (byte)i, (byte)i })];
        List<int> codes = [];
        for (int i = 0; i < width * height; i++)
        {
            if (i % CodesBeforeClear == 0)
            {
                codes.Add(Clear);
            }

            codes.Add(pixel(i % width, i / width));
        }

        codes.Add(End);
        byte[] packed = new byte[(codes.Count * CodeBits + 7) / 8];
        for (int i = 0; i < codes.Count * CodeBits; i++)
        {
            packed[i / 8] |= (byte)((codes[i / CodeBits] >> (i % CodeBits) & 1) << (i % 8));
        }

        byte[] size = [(byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        return [.. "GIF89a"u8, .. size, 0xF7, 0, 0, .. palette, 0x2C, 0, 0, 0, 0, .. size, 0, 8,
            .. packed.Chunk(255).SelectMany(c => new[] { (byte)c.Length }.Concat(c)), 0, 0x3B];
    }
}
