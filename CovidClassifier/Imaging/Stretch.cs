using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CovidClassifier.Imaging;

/// <summary>
/// Stretches a gray picture to another size while its rows arrive from the top: exact area averaging on an axis that shrinks, bilinear on one
/// that grows, rounded once at the end (halves up). Whole-number arithmetic: the same bytes on every machine. Holds two rows, never the picture.
/// </summary>
internal sealed class Stretch
{
    private readonly StretchAxis _horizontal;
    private readonly StretchAxis _vertical;
    private readonly byte[] _previous;
    private readonly uint[] _sums;
    private readonly byte[] _pixels;
    private int _row;
    private int _target;

    /// <param name="sourceWidth">Width of the source picture.</param>
    /// <param name="sourceHeight">Height of the source picture.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="step">Each pushed pixel is the mean of step x step source pixels; above 1 only where both axes shrink by at least that.</param>
    public Stretch(int sourceWidth, int sourceHeight, int width, int height, int step = 1)
    {
        _horizontal = StretchAxis.Of(sourceWidth, width, step);
        _vertical = StretchAxis.Of(sourceHeight, height, step);
        int stored = (sourceWidth + step - 1) / step;
        _previous = _vertical.Grows ? new byte[stored] : [];
        _sums = new uint[stored];
        _pixels = new byte[width * height];
        Width = width;
        Height = height;
    }

    private int Width { get; }

    private int Height { get; }

    /// <summary>Takes the next row of the source.</summary>
    public void Push(ReadOnlySpan<byte> row)
    {
        if (_vertical.Grows)
        {
            PushGrowing(row);
        }
        else
        {
            PushShrinking(row);
        }

        _row++;
    }

    /// <summary>The stretched picture, once every row is pushed.</summary>
    public GrayImage ToImage() =>
        _target == Height ? new GrayImage(Width, Height, _pixels) : throw new InvalidOperationException($"Only {_row} rows were pushed.");

    private void PushShrinking(ReadOnlySpan<byte> row)
    {
        while (_target < Height && _vertical.Taps[_target] is var tap && tap.First <= _row)
        {
            bool isLast = _row == tap.Last;
            uint weight = _row == tap.First ? tap.FirstWeight : isLast ? tap.LastWeight : _vertical.InnerWeight;
            Add(_sums, row, weight);
            if (!isLast)
            {
                return;
            }

            Emit();
        }
    }

    private void PushGrowing(ReadOnlySpan<byte> row)
    {
        for (; _target < Height && _vertical.Taps[_target] is var tap && tap.Last == _row; Emit())
        {
            Add(_sums, tap.First == _row ? row : _previous, tap.FirstWeight);
            if (tap.First != tap.Last)
            {
                Add(_sums, row, tap.LastWeight);
            }
        }

        row.CopyTo(_previous);
    }

    private void Emit()
    {
        Span<byte> pixels = _pixels.AsSpan(_target * Width, Width);
        double total = (double)_horizontal.Total * _vertical.Total;
        ulong half = _horizontal.Total * _vertical.Total / 2;
        ref uint sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        for (int i = 0; i < pixels.Length; i++)
        {
            StretchAxis.Tap tap = _horizontal.Taps[i];
            ulong sum = (ulong)tap.FirstWeight * Unsafe.Add(ref sums, tap.First);
            if (tap.Last != tap.First)
            {
                ulong inner = 0;
                for (int x = tap.First + 1; x < tap.Last; x++)
                {
                    inner += Unsafe.Add(ref sums, x);
                }

                sum += (ulong)tap.LastWeight * Unsafe.Add(ref sums, tap.Last) + _horizontal.InnerWeight * inner;
            }

            // exact: sums stay below 2^53, so the quotient of a multiple of the total is a whole number
            pixels[i] = (byte)((long)(sum + half) / total);
        }

        _sums.AsSpan().Clear();
        _target++;
    }

    private static void Add(Span<uint> sums, ReadOnlySpan<byte> row, uint weight)
    {
        int width = Vector<byte>.Count;
        int quarter = Vector<uint>.Count;
        int i = 0;
        if (Vector.IsHardwareAccelerated)
        {
            for (; i <= sums.Length - width; i += width)
            {
                Vector.Widen(new Vector<byte>(row[i..]), out Vector<ushort> low, out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
                Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
                Span<Vector<uint>> block = MemoryMarshal.Cast<uint, Vector<uint>>(sums.Slice(i, 4 * quarter));
                block[0] += a * weight;
                block[1] += b * weight;
                block[2] += c * weight;
                block[3] += d * weight;
            }
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += row[i] * weight;
        }
    }
}
