using System.Numerics;

namespace CovidClassifier.Imaging.JpegLs;

/// <summary>The bits of a scan: a byte behind one of ones holds seven, its first being 0; where that is 1 a marker begins and the bits end.</summary>
/// <param name="bytes">The file.</param>
/// <param name="position">Where the scan's data begin.</param>
internal ref struct JpegLsBits(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position = position;
    private ulong _bits;
    private int _count;
    private bool _isBehindOnes;

    /// <summary>How many bits were taken that are not there.</summary>
    public int Overdrawn { get; private set; }

    /// <summary>The next bits, the first one highest.</summary>
    /// <param name="count">0 to 32.</param>
    public int Take(int count)
    {
        if (_count < count)
        {
            Fill();
        }

        _count -= count;
        return (int)((_bits >> _count) & ((1ul << count) - 1));
    }

    /// <summary>How many zeros stand before the next one; the one is taken too.</summary>
    /// <param name="most">Where there are more, so many are given.</param>
    public int Zeros(int most)
    {
        int zeros = 0;
        while (true)
        {
            if (_count == 0)
            {
                Fill();
            }

            ulong known = _bits << (64 - _count);
            int here = Math.Min(BitOperations.LeadingZeroCount(known), _count);
            zeros += here;
            _count -= here;
            if (_count > 0)
            {
                _count--;
                return Math.Min(zeros, most);
            }

            if (zeros > most)
            {
                return most;
            }
        }
    }

    /// <summary>Where the marker behind the scan is: behind what is left of its last byte.</summary>
    public readonly int End()
    {
        int end = _position;
        while (end + 1 < _bytes.Length && !(_bytes[end] == 0xFF && _bytes[end + 1] >= 0x80))
        {
            end++;
        }

        return end;
    }

    private void Fill()
    {
        while (_count <= 48)
        {
            if (_position >= _bytes.Length || (_bytes[_position] == 0xFF && (_position + 1 >= _bytes.Length || _bytes[_position + 1] >= 0x80)))
            {
                _bits <<= 8;
                _count += 8;
                Overdrawn += 8;
                _isBehindOnes = false;
                continue;
            }

            byte next = _bytes[_position++];
            int bits = _isBehindOnes ? 7 : 8;
            _bits = (_bits << bits) | next;
            _count += bits;
            _isBehindOnes = next == 0xFF;
        }
    }

    /// <summary>Whether more was taken than there is, but for bits that were only looked ahead at.</summary>
    public readonly bool IsOverdrawn => Overdrawn > _count;
}
