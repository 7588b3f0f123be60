using System.Globalization;
using System.Text;

namespace CovidClassifier.Tests.Imaging;

/// <summary>A picture by a formula, so that what a decoder must give is known without one: smooth shades, an edge, a flat part, and noise.</summary>
internal static class TestPicture
{
    /// <summary>A sample.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    /// <param name="component">0 to 2.</param>
    /// <param name="bits">Bits of a sample.</param>
    public static ushort Sample(int x, int y, int component, int bits)
    {
        int most = (1 << bits) - 1;
        double shade = 0.5 + 0.3 * Math.Sin(x * 0.13 + component) + 0.2 * Math.Cos(y * 0.09 - component);
        int value = (int)(shade * most * 0.8) + (x > 20 ? most / 9 : 0);
        value = x < 12 && y > 15 ? most / 3 : value + (x * 7919 + y * 104729 + component * 31) % Math.Max(2, most / 40);
        return (ushort)Math.Clamp(value, 0, most);
    }

    /// <summary>Every sample of a component, row by row.</summary>
    public static ushort[] Plane(int width, int height, int component, int bits)
    {
        ushort[] plane = new ushort[width * height];
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = Sample(i % width, i / width, component, bits);
        }

        return plane;
    }

    /// <summary>The picture as a portable graymap, or pixmap, whose samples of more than 8 bits have their high byte first.</summary>
    public static byte[] Netpbm(int width, int height, int components, int bits)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"{(components == 1 ? "P5" : "P6")}\n{width} {height}\n{(1 << bits) - 1}\n");
        var file = new List<byte>(Encoding.ASCII.GetBytes(head));
        for (int i = 0; i < width * height * components; i++)
        {
            ushort sample = Sample(i / components % width, i / components / width, i % components, bits);
            if (bits > 8)
            {
                file.Add((byte)(sample >> 8));
            }

            file.Add((byte)sample);
        }

        return [.. file];
    }

    /// <summary>The samples of a portable graymap or pixmap, one array per component.</summary>
    public static ushort[][] ReadNetpbm(byte[] file)
    {
        string head = Encoding.ASCII.GetString(file, 0, Math.Min(200, file.Length));
        string[] words = [.. head.Split('\n').Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Take(4)];
        int width = int.Parse(words[1], CultureInfo.InvariantCulture), height = int.Parse(words[2], CultureInfo.InvariantCulture);
        int size = int.Parse(words[3], CultureInfo.InvariantCulture) > 255 ? 2 : 1, components = words[0] == "P5" ? 1 : 3;
        int at = file.Length - width * height * components * size;
        ushort[][] planes = [.. Enumerable.Range(0, components).Select(_ => new ushort[width * height])];
        for (int i = 0; i < width * height * components; i++, at += size)
        {
            planes[i % components][i / components] = (ushort)(size == 1 ? file[at] : (file[at] << 8) | file[at + 1]);
        }

        return planes;
    }
}
