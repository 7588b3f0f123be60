namespace CovidClassifier.Imaging.Dicom;

/// <summary>A look-up table (DICOM PS3.3, C.11.1.1 and C.7.6.3.1.5): outputs for inputs from the first one on; inputs outside give the nearest.</summary>
/// <param name="First">The input of the first output.</param>
/// <param name="Bits">Bits of an output.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record DicomTable(int First, int Bits, ushort[] Outputs)
{
    /// <summary>The table of a set; null where there is none, or none that can be used.</summary>
    /// <param name="set">The set.</param>
    /// <param name="descriptor">Which element describes it: how many outputs, from which input on, of how many bits.</param>
    /// <param name="data">Which element holds it.</param>
    /// <param name="isSigned">Whether inputs are signed.</param>
    public static DicomTable? Of(DicomDataSet set, DicomTag descriptor, DicomTag data, bool isSigned)
    {
        if (set.UInt16s(descriptor) is not [var stated, var first, var bits, ..] || set.Find(data) is not { } element)
        {
            return null;
        }

        int count = stated == 0 ? ushort.MaxValue + 1 : stated;
        ushort[] outputs = set.UInt16s(data);
        if (outputs.Length < count && element.Value.Length >= count)
        {
            outputs = InBytes(set, element.Value.Span, count);
        }

        return outputs.Length < count || bits is < 8 or > 16 ? null : new DicomTable(isSigned ? (short)first : first, bits, outputs[..count]);
    }

    /// <summary>The output of an input.</summary>
    public int Of(double input) => Outputs[(int)Math.Clamp(Math.Round(input) - First, 0, Outputs.Length - 1)];

    /// <summary>Eight-bit outputs may stand two in a word.</summary>
    private static ushort[] InBytes(DicomDataSet set, ReadOnlySpan<byte> bytes, int count)
    {
        ushort[] outputs = new ushort[count];
        for (int i = 0; i < count; i++)
        {
            outputs[i] = bytes[set.IsBigEndian && (i ^ 1) < bytes.Length ? i ^ 1 : i];
        }

        return outputs;
    }
}
