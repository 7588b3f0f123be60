using CovidClassifier.Foundation;

namespace CovidClassifier.Fuzz.Mutation;

/// <summary>Damages files, always in the same way for the same seed: bits and bytes, runs, cuts, insertions, numbers at their limits.</summary>
internal sealed class Mutator(RandomStream random)
{
    private static readonly uint[] Limits = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x0001_0000, 0x4000_0000];

    /// <summary>A damaged copy.</summary>
    /// <param name="file">A whole file.</param>
    /// <param name="other">Another one, from which bytes may come.</param>
    public byte[] Mutate(byte[] file, byte[] other)
    {
        List<byte> bytes = [.. file];
        for (int changes = 1 + random.Below(4); changes > 0 && bytes.Count > 0; changes--)
        {
            Change(bytes, other);
        }

        return [.. bytes];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        // headers are at the front, but TIFF's directory is at the end
        int reach = random.Below(3) == 0 ? Math.Min(bytes.Count, 200) : bytes.Count;
        int at = random.Below(4) == 0 ? bytes.Count - 1 - random.Below(Math.Min(bytes.Count, 300)) : random.Below(reach);
        int length = Math.Min(bytes.Count - at, 1 + random.Below(1 << random.Below(10)));
        switch (random.Below(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[at] = (byte)random.Below(256);
                break;
            case 2:
                Fill(bytes, at, length, _ => 0);
                break;
            case 3:
                Fill(bytes, at, length, _ => (byte)random.Below(256));
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 7 when other.Length > 0:
                int from = random.Below(other.Length);
                bytes.InsertRange(at, other[from..(from + Math.Min(other.Length - from, length))]);
                break;
            default:
                WriteLimit(bytes, at);
                break;
        }
    }

    private static void Fill(List<byte> bytes, int at, int length, Func<int, byte> value)
    {
        for (int i = 0; i < length; i++)
        {
            bytes[at + i] = value(i);
        }
    }

    private void WriteLimit(List<byte> bytes, int at)
    {
        uint limit = Limits[random.Below(Limits.Length)];
        int size = 1 << random.Below(3);
        bool isBig = random.Below(2) == 0;
        for (int i = 0; i < size && at + i < bytes.Count; i++)
        {
            bytes[at + i] = (byte)(limit >> (8 * (isBig ? size - 1 - i : i)));
        }
    }
}
