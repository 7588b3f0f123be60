using System.Runtime.CompilerServices;

namespace CovidClassifier.Imaging.Jpeg;

/// <summary>Reads blocks of progressive scans (ITU-T T.81, annex G): a band of coefficients for the first time, or one more bit of them.</summary>
/// <param name="scan">Which part of the coefficients the scan holds.</param>
internal unsafe struct JpegProgressive(JpegScan scan)
{
    private const int LargestSize = 15;

    private readonly int _one = 1 << scan.Low;

    /// <summary>Blocks still to come, this one included, in which the band holds nothing new.</summary>
    private int _emptyBlocks;

    /// <summary>Forgets what a restart marker ends.</summary>
    public void Restart() => _emptyBlocks = 0;

    /// <param name="bits">The scan's data.</param>
    /// <param name="table">Table of the DC differences, or of the band; not asked for one more bit of DC.</param>
    /// <param name="previous">DC of the component's last block, then of this one.</param>
    /// <param name="mostDc">No picture has a DC beyond, of either sign.</param>
    /// <param name="block">The coefficients so far, row by row.</param>
    /// <returns>False where the data stand for no block.</returns>
    public bool ReadBlock(ref JpegBits bits, JpegHuffman? table, ref int previous, int mostDc, short* block) => (scan.From, scan.High) switch
    {
        (0, 0) => ReadDc(ref bits, table!, ref previous, mostDc, block),
        (0, _) => RefineDc(ref bits, block),
        (_, 0) => ReadBand(ref bits, table!, block),
        _ => RefineBand(ref bits, table!, block),
    };

    private readonly bool ReadDc(ref JpegBits bits, JpegHuffman table, ref int previous, int mostDc, short* block)
    {
        bits.Fill();
        int size = bits.Symbol(table);
        if (size is < 0 or > LargestSize)
        {
            return false;
        }

        if (size > 0)
        {
            previous += JpegBits.Extended((int)bits.Take(size), size);
        }

        if (Math.Abs((long)previous << scan.Low) > mostDc)
        {
            return false;
        }

        block[0] = (short)(previous << scan.Low);
        return true;
    }

    private readonly bool RefineDc(ref JpegBits bits, short* block)
    {
        bits.Fill();
        if (bits.Take(1) != 0)
        {
            block[0] |= (short)_one;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadBand(ref JpegBits bits, JpegHuffman table, short* block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return true;
        }

        ReadOnlySpan<byte> places = JpegZigzag.Places;
        for (int k = scan.From; k <= scan.To; k++)
        {
            bits.Fill();
            int symbol = bits.Symbol(table);
            if (symbol < 0)
            {
                return false;
            }

            int size = symbol & 15, run = symbol >> 4;
            if (size == 0)
            {
                if (run < 15)
                {
                    _emptyBlocks = EmptyBlocks(ref bits, run) - 1;
                    return true;
                }

                k += 15;
                continue;
            }

            k += run;
            if (k > scan.To)
            {
                return false;
            }

            bits.Fill();
            block[places[k]] = (short)(JpegBits.Extended((int)bits.Take(size), size) << scan.Low);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool RefineBand(ref JpegBits bits, JpegHuffman table, short* block)
    {
        if (_emptyBlocks > 0 && JpegDecoder.IsFlat(block))
        {
            _emptyBlocks--;
            return true;
        }

        int k = scan.From;
        while (_emptyBlocks == 0 && k <= scan.To)
        {
            bits.Fill();
            int symbol = bits.Symbol(table);
            if (symbol < 0)
            {
                return false;
            }

            int size = symbol & 15, run = symbol >> 4, value = 0;
            if (size == 1)
            {
                bits.Fill();
                value = bits.Take(1) != 0 ? _one : -_one;
            }
            else if (size != 0)
            {
                return false;
            }
            else if (run < 15)
            {
                _emptyBlocks = EmptyBlocks(ref bits, run);
                break;
            }

            k = Refine(ref bits, block, k, run);
            if (value != 0)
            {
                if (k > scan.To)
                {
                    return false;
                }

                block[JpegZigzag.Places[k]] = (short)value;
            }

            k++;
        }

        if (_emptyBlocks > 0)
        {
            Refine(ref bits, block, k, int.MaxValue);
            _emptyBlocks--;
        }

        return true;
    }

    /// <summary>Gives one more bit to the coefficients that are not zero, until so many that are have been passed over.</summary>
    /// <returns>The place in file order of the next one that is zero, or one behind the band.</returns>
    private readonly int Refine(ref JpegBits bits, short* block, int k, int zeros)
    {
        ReadOnlySpan<byte> places = JpegZigzag.Places;
        for (; k <= scan.To; k++)
        {
            short* coefficient = block + places[k];
            if (*coefficient == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }

                continue;
            }

            bits.Fill();
            if (bits.Take(1) != 0 && (*coefficient & _one) == 0)
            {
                *coefficient += (short)(*coefficient > 0 ? _one : -_one);
            }
        }

        return k;
    }

    private static int EmptyBlocks(ref JpegBits bits, int run)
    {
        if (run == 0)
        {
            return 1;
        }

        bits.Fill();
        return (1 << run) + (int)bits.Take(run);
    }
}
