using System.Buffers;
using System.Runtime.Intrinsics;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>
/// Decodes a JPEG of 8 bits per sample at a scale, row by row. A sequential file in one scan needs a few rows of memory; one whose coefficients come in several
/// scans, progressive ones among them, is gathered first. Whether pixels are missing is told by the data of each scan, never by the end marker: data that end
/// before the last block, or go on behind it, are damage; so is a progressive file that ends, without saying so, before all its bits are there.
/// </summary>
internal sealed unsafe class JpegDecoder
{
    /// <summary>Encoders write about ten scans; each costs a pass over all pixels, so a small file of thousands would take hours.</summary>
    private const int MostScans = 100;

    private const string Missing = "the JPEG file is damaged or ends early: a part of its pixels is missing.";

    private readonly EncodedImage _image;
    private readonly JpegFrame _frame;
    private readonly JpegTableSet _tables;
    private readonly JpegPlane[] _planes;
    private readonly IJpegRows? _rows;
    private readonly int _rowsPerGroup;
    private readonly int _height;
    private readonly CancellationToken _cancellation;
    private readonly ushort[]?[] _steps;
    private byte* _bytes;
    private int _rowsGiven;

    /// <param name="image">The file.</param>
    /// <param name="frame">Its frame.</param>
    /// <param name="step">By what both sides are divided: 1, 2, 4 or 8.</param>
    /// <param name="rows">Takes the picture; null where only coefficients are asked for.</param>
    /// <param name="cancellationToken">Looked at every row of groups.</param>
    public JpegDecoder(EncodedImage image, JpegFrame frame, int step, IJpegRows? rows, CancellationToken cancellationToken)
    {
        int side = JpegScale.Full / step;
        _image = image;
        _frame = frame;
        _tables = new JpegTableSet(image);
        _planes = rows is null ? [] : [.. frame.Components.Select(c => new JpegPlane(frame, c, side))];
        _rows = rows;
        _rowsPerGroup = frame.Down * side;
        _height = JpegScale.Divided(frame.Height, step);
        _cancellation = cancellationToken;
        _steps = new ushort[]?[frame.Components.Count];
    }

    /// <summary>Gives every row of the picture.</summary>
    /// <exception cref="ImageFormatException">The file is damaged, or pixels are missing.</exception>
    public void Decode()
    {
        using MemoryHandle pin = _image.Bytes.Pin();
        _bytes = (byte*)pin.Pointer;
        JpegCoefficients? coefficients = null;
        try
        {
            ReadScans(ref coefficients);
            if (coefficients is not null)
            {
                GiveGathered(coefficients);
            }
        }
        finally
        {
            coefficients?.Dispose();
        }
    }

    /// <summary>Gives all coefficients, which the caller disposes.</summary>
    /// <param name="all">The components, with their quantisation steps.</param>
    /// <exception cref="ImageFormatException">The file is damaged, or pixels are missing.</exception>
    public JpegCoefficients GatherAll(out IReadOnlyList<JpegUnits> all)
    {
        using MemoryHandle pin = _image.Bytes.Pin();
        _bytes = (byte*)pin.Pointer;
        JpegCoefficients? coefficients = null;
        try
        {
            ReadScans(ref coefficients);
        }
        catch
        {
            coefficients?.Dispose();
            throw;
        }

        all = UnitsOfAll();
        return coefficients!;
    }

    private void ReadScans(ref JpegCoefficients? coefficients)
    {
        int scans = 0;
        for (int position = 2; ;)
        {
            JpegSegment? found = JpegSegment.At(_image, position);
            if (found is not { } segment || segment.Marker == JpegSegment.EndOfImage)
            {
                if (coefficients is null || !coefficients.ShowAll || (found is null && !coefficients.AreFinal))
                {
                    throw _image.Refuse(Missing);
                }

                return;
            }

            position = segment.End;
            if (segment.Marker != JpegSegment.StartOfScan)
            {
                _tables.Take(segment);
                continue;
            }

            if (++scans > MostScans)
            {
                throw _image.Refuse($"it is a JPEG of more than {MostScans} scans.");
            }

            JpegScan scan = JpegScan.Read(_image, _frame, _image.Bytes.Span[segment.Start..segment.End]);
            bool isSequential = _frame.Process != JpegProcess.Progressive;
            if (_rows is not null && isSequential && coefficients is null && scan.Components.Length == _frame.Components.Count)
            {
                GiveOnlyScan(scan, position);
                return;
            }

            coefficients ??= new JpegCoefficients(_frame);
            position = Gather(scan, position, coefficients, isSequential);
            if (coefficients.AreFinal)
            {
                return;
            }
        }
    }

    /// <summary>Gives the rows of a sequential scan that holds the whole picture while it is read.</summary>
    private void GiveOnlyScan(JpegScan scan, int position)
    {
        JpegUnits[] all = UnitsOf(scan);
        var bits = new JpegBits(_bytes, _image.Bytes.Length, position);
        var restarts = new JpegRestarts(_image, _tables.RestartInterval);
        short* block = stackalloc short[JpegZigzag.Count];
        for (int down = 0; down < _frame.GroupsDown; down++)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (int across = 0; across < _frame.GroupsAcross; across++)
            {
                if (restarts.Passes(ref bits))
                {
                    ForgetPrevious(all);
                }

                foreach (JpegUnits units in all)
                {
                    GiveGroup(ref bits, units, down, across, block);
                }
            }

            CheckDrawn(ref bits);
            GiveRows(down);
        }

        End(ref bits);
        GiveRows(_frame.GroupsDown);
    }

    private void GiveGroup(ref JpegBits bits, JpegUnits units, int down, int across, short* block)
    {
        JpegPlane plane = _planes[units.Index];
        JpegComponent component = units.Component;
        for (int y = 0; y < component.Down; y++)
        {
            byte* samples = plane.Blocks(down, y) + across * component.Across * plane.Side;
            for (int x = 0; x < component.Across; x++)
            {
                new Span<short>(block, JpegZigzag.Count).Clear();
                int known = JpegSequential.ReadBlock(ref bits, units.Dc!, units.Ac!, ref units.Previous, units.MostDc, block);
                if (known < 0)
                {
                    throw _image.Refuse(Missing);
                }

                JpegInverse.Write(plane.Side, block, units.Steps, known, samples + x * plane.Side, plane.Stride);
            }
        }
    }

    /// <summary>Adds a scan to the coefficients.</summary>
    /// <returns>Where the marker behind it is.</returns>
    private int Gather(JpegScan scan, int position, JpegCoefficients coefficients, bool isSequential)
    {
        if (!isSequential && !coefficients.Fits(scan))
        {
            throw _image.Refuse("the JPEG file is damaged: a scan of it is missing.");
        }

        JpegUnits[] all = UnitsOf(scan);
        var bits = new JpegBits(_bytes, _image.Bytes.Length, position);
        var reader = new JpegGathering(_frame, scan, isSequential, coefficients, new JpegRestarts(_image, _tables.RestartInterval));
        int rows = all.Length > 1 ? _frame.GroupsDown : _frame.UnitsDown(all[0].Component);
        for (int y = 0; y < rows; y++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (!reader.ReadRow(ref bits, all, y))
            {
                throw _image.Refuse(Missing);
            }

            CheckDrawn(ref bits);
        }

        coefficients.Take(scan, isSequential);
        return End(ref bits);
    }

    private void GiveGathered(JpegCoefficients coefficients)
    {
        JpegUnits[] all = UnitsOfAll();
        for (int down = 0; down < _frame.GroupsDown; down++)
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (JpegUnits units in all)
            {
                JpegPlane plane = _planes[units.Index];
                for (int y = 0; y < units.Component.Down; y++)
                {
                    short* block = coefficients.Row(units.Index, down * units.Component.Down + y);
                    byte* samples = plane.Blocks(down, y);
                    for (int x = _frame.UnitsAcross(units.Component); x > 0; x--, block += JpegZigzag.Count, samples += plane.Side)
                    {
                        JpegInverse.Write(plane.Side, block, units.Steps, IsFlat(block) ? 1 : JpegZigzag.Count, samples, plane.Stride);
                    }
                }
            }

            GiveRows(down);
        }

        GiveRows(_frame.GroupsDown);
    }

    /// <summary>Gives what can be interpolated once a row of groups is there: the rows of the one before.</summary>
    private void GiveRows(int groups)
    {
        for (int end = Math.Min(_height, groups * _rowsPerGroup); _rowsGiven < end; _rowsGiven++)
        {
            _rows!.Take(_planes, _rowsGiven);
        }
    }

    /// <summary>A component's steps are those that stand where its first scan begins.</summary>
    private JpegUnits[] UnitsOf(JpegScan scan)
    {
        JpegUnits[] all = new JpegUnits[scan.Components.Length];
        for (int i = 0; i < all.Length; i++)
        {
            int component = scan.Components[i];
            _steps[component] ??= _tables.Quantisation(_frame.Components[component].Quantisation);
            all[i] = new JpegUnits(_frame, component, _steps[component]!)
            {
                Dc = scan.From == 0 && scan.High == 0 ? _tables.Dc(scan.DcTables[i]) : null,
                Ac = scan.To > 0 ? _tables.Ac(scan.AcTables[i]) : null,
            };
        }

        return all;
    }

    private JpegUnits[] UnitsOfAll() => [.. _frame.Components.Select((_, i) => new JpegUnits(_frame, i, _steps[i]!))];

    private void CheckDrawn(ref JpegBits bits)
    {
        if (bits.IsOverdrawn)
        {
            throw _image.Refuse(Missing);
        }
    }

    private int End(ref JpegBits bits) => bits.End(out int marker) is { } fault ? throw _image.Refuse(fault) : marker;

    internal static void ForgetPrevious(JpegUnits[] all)
    {
        foreach (JpegUnits units in all)
        {
            units.Previous = 0;
        }
    }

    /// <summary>Whether all coefficients of a block but the first are zero.</summary>
    internal static bool IsFlat(short* block)
    {
        Vector256<short> others = Vector256.Load(block).WithElement(0, (short)0) | Vector256.Load(block + 16) | Vector256.Load(block + 32)
            | Vector256.Load(block + 48);
        return others == Vector256<short>.Zero;
    }
}
