namespace CovidClassifier.Imaging.Dicom;

/// <summary>
/// From stored values to gray, as a table with one entry for each value that can be stored: modality table or rescale, then window or window table, then
/// inversion where low values are white. A file of up to 8 bits that states no window is shown as it is, over all values it can store; one of more bits goes
/// through <see cref="RobustWindow"/>, from which padding is left out. Padding is background: black.
/// </summary>
internal sealed class DicomGrays
{
    private const double White = 255;

    private readonly DicomPixels _pixels;
    private readonly DicomDataSet _set;
    private readonly DicomGroups _groups;
    private readonly DicomTable? _modality;
    private readonly double _slope;
    private readonly double _intercept;
    private readonly (int Low, int High)? _padding;
    private readonly DicomTable? _shades;

    public DicomGrays(DicomPixels pixels, DicomDataSet set, int frame = 1)
    {
        _groups = new DicomGroups(set, frame);
        _pixels = pixels;
        _set = set;
        _modality = set.Item(DicomTag.ModalityTables) is { } item ? DicomTable.Of(item, DicomTag.TableDescriptor, DicomTag.TableData, pixels.IsSigned) : null;
        double slope = _groups.Rescale.Number(DicomTag.RescaleSlope) ?? 1;
        _slope = slope == 0 ? 1 : slope;
        _intercept = _groups.Rescale.Number(DicomTag.RescaleIntercept) ?? 0;
        _padding = Padding();
        bool isSigned = _modality is null && (pixels.IsSigned || _intercept < 0);
        _shades = set.Item(DicomTag.WindowTables) is { } table ? DicomTable.Of(table, DicomTag.TableDescriptor, DicomTag.TableData, isSigned) : null;
    }

    private int Count => _pixels.Mask + 1;

    /// <summary>Gray of each value that can be stored.</summary>
    /// <param name="values">The picture's stored values, row by row; asked only where the file states no window.</param>
    public byte[] Table(ReadOnlySpan<ushort> values)
    {
        Func<int, double> gray = Rendering(values);
        byte[] table = new byte[Count];
        for (int stored = 0; stored < table.Length; stored++)
        {
            double shade = Math.Clamp(gray(stored), 0, White);
            table[stored] = IsPadding(stored) ? (byte)0 : (byte)Math.Round(_pixels.IsInverted ? White - shade : shade, MidpointRounding.AwayFromZero);
        }

        return table;
    }

    /// <summary>
    /// The window of modality values: the file's, or where it states neither window nor table, the robust one; null where a table or all values are shown, or
    /// there is only one value.
    /// </summary>
    /// <param name="values">The picture's stored values, row by row.</param>
    public DicomWindow? Window(ReadOnlySpan<ushort> values)
    {
        if (DicomWindow.Of(_groups.Window) is { } stated)
        {
            return stated;
        }

        if (_shades is not null || ShowsAll)
        {
            return null;
        }

        RobustWindow robust = Robust(values);
        double low = ModalityOf(robust.Low), high = ModalityOf(robust.High);
        return robust.Low == robust.High ? null : new DicomWindow((low + high) / 2, Math.Abs(high - low), "LINEAR_EXACT");
    }

    private bool ShowsAll => _pixels.Stored <= 8 && _modality is null;

    private Func<int, double> Rendering(ReadOnlySpan<ushort> values)
    {
        if (Window(values) is { } window)
        {
            return stored => window.Gray(Modality(stored));
        }

        if (_shades is { } shades)
        {
            double most = (1 << shades.Bits) - 1;
            return stored => shades.Of(Modality(stored)) * White / most;
        }

        return stored => Level(stored) * White / ushort.MaxValue;
    }

    private RobustWindow Robust(ReadOnlySpan<ushort> values)
    {
        ushort[] levels = new ushort[values.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            // 0 has no say in the window
            levels[i] = IsPadding(values[i]) ? (ushort)0 : Level(values[i]);
        }

        return RobustWindow.Of(levels, _pixels.Width);
    }

    /// <summary>The modality value at a level, which may lie outside those that can be stored.</summary>
    private double ModalityOf(int level)
    {
        if (_modality is not null)
        {
            return level * (double)((1 << _modality.Bits) - 1) / ushort.MaxValue;
        }

        double rank = level * (double)_pixels.Mask / ushort.MaxValue;
        double signed = (_slope < 0 ? _pixels.Mask - rank : rank) - (_pixels.IsSigned ? Count >> 1 : 0);
        return signed * _slope + _intercept;
    }

    /// <summary>A value's place among all that can be stored, 0 to 65535, in the order of modality values.</summary>
    private ushort Level(int stored)
    {
        if (_modality is not null)
        {
            return (ushort)Math.Min((uint)ushort.MaxValue, Modality(stored) * ushort.MaxValue / ((1 << _modality.Bits) - 1));
        }

        int rank = _pixels.IsSigned ? stored ^ (Count >> 1) : stored;
        return (ushort)((_slope < 0 ? _pixels.Mask - rank : rank) * (long)ushort.MaxValue / _pixels.Mask);
    }

    private double Modality(int stored) => _modality is null ? Signed(stored) * _slope + _intercept : _modality.Of(Signed(stored));

    private int Signed(int stored) => _pixels.IsSigned && stored >= Count >> 1 ? stored - Count : stored;

    private bool IsPadding(int stored) => _padding is { } padding && Signed(stored) >= padding.Low && Signed(stored) <= padding.High;

    private (int Low, int High)? Padding()
    {
        if (_set.UInt16(DicomTag.PaddingValue) is not { } value)
        {
            return null;
        }

        int first = AsStored(value), second = AsStored(_set.UInt16(DicomTag.PaddingLimit) ?? value);
        return (Math.Min(first, second), Math.Max(first, second));
    }

    private int AsStored(int value) => _pixels.IsSigned ? (short)value : value;
}
