using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CovidClassifier.Imaging.Deflate;

/// <summary>
/// Reads the codes of a block of deflated data (RFC 1951, 3.2.3). Made for pictures, whose noise is literals: two of them in most looks, several looks for one
/// filling of the bit buffer, and copies in steps of sixteen bytes.
/// </summary>
internal static unsafe class DeflateReader
{
    /// <summary>How far behind the limit may be written.</summary>
    public const int Beyond = 512;

    // a code of 15 bits and 13 more
    private const int MostOfDistance = 28;

    /// <param name="input">Behind the last code that was read.</param>
    /// <param name="codes">The block's.</param>
    /// <param name="first">The first byte that may be repeated.</param>
    /// <param name="at">Where the next byte belongs.</param>
    /// <param name="limit">At this byte reading ends, or a few behind it.</param>
    public static DeflateEnd Read(ref DeflateBits input, DeflateCodes codes, byte* first, ref byte* at, byte* limit)
    {
        fixed (uint* lengths = codes.Lengths, distances = codes.Distances)
        {
            DeflateEnd end = ReadQuickly(ref input, lengths, distances, first, ref at, limit);
            return end == DeflateEnd.FewBytes ? ReadCarefully(ref input, lengths, distances, first, ref at, limit) : end;
        }
    }

    /// <summary>Reads on while two words of data are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static DeflateEnd ReadQuickly(ref DeflateBits input, uint* lengths, uint* distances, byte* first, ref byte* place, byte* limit)
    {
        byte* next = input.Next, last = input.LastTwoWords, at = place;
        ulong bits = input.Buffer;
        int count = input.Count;
        DeflateEnd end = DeflateEnd.FewBytes;
        if (next <= last)
        {
            Fill(ref next, ref bits, ref count);
        }

        // the bits of a look are always there when a round begins
        uint entry = Look(lengths, bits, DeflateCodes.LookBits);
        while (next <= last)
        {
            if (at >= limit)
            {
                end = DeflateEnd.Limit;
                break;
            }

            // enough for four looks at literals, or three and a length
            Fill(ref next, ref bits, ref count);
            if (TakeLiterals(lengths, ref at, ref bits, ref count, ref entry) && TakeLiterals(lengths, ref at, ref bits, ref count, ref entry)
                && TakeLiterals(lengths, ref at, ref bits, ref count, ref entry) && TakeLiterals(lengths, ref at, ref bits, ref count, ref entry))
            {
                continue;
            }

            if ((entry & DeflateEntry.IsOther) != 0)
            {
                entry = Further(lengths, entry, ref bits, ref count);
                if ((entry & DeflateEntry.Literals) != 0)
                {
                    Put(ref at, entry);
                    Skip(entry, ref bits, ref count);
                    Fill(ref next, ref bits, ref count);
                    entry = Look(lengths, bits, DeflateCodes.LookBits);
                    continue;
                }

                if ((entry & DeflateEntry.IsOther) != 0)
                {
                    Skip(entry, ref bits, ref count);
                    end = (entry & DeflateEntry.IsEnd) != 0 ? DeflateEnd.Block : DeflateEnd.Damage;
                    break;
                }
            }

            int length = Number(entry, ref bits, ref count);
            if (count < MostOfDistance + DeflateCodes.LookBits)
            {
                Fill(ref next, ref bits, ref count);
            }

            entry = Look(distances, bits, DeflateCodes.DistanceLookBits);
            if ((entry & DeflateEntry.IsOther) != 0)
            {
                entry = Further(distances, entry, ref bits, ref count);
                if ((entry & DeflateEntry.IsOther) != 0)
                {
                    end = DeflateEnd.Damage;
                    break;
                }
            }

            int distance = Number(entry, ref bits, ref count);
            entry = Look(lengths, bits, DeflateCodes.LookBits);
            if (distance > at - first)
            {
                end = DeflateEnd.Damage;
                break;
            }

            DeflateCopy.Repeat(at, distance, length);
            at += length;
        }

        (input.Buffer, input.Count) = (bits, count);
        input.Next = next;
        place = at;
        return end;
    }

    /// <summary>Reads code by code up to the last bit.</summary>
    private static DeflateEnd ReadCarefully(ref DeflateBits input, uint* lengths, uint* distances, byte* first, ref byte* at, byte* limit)
    {
        while (at < limit)
        {
            if (!TryLook(ref input, lengths, DeflateCodes.LookBits, out uint entry))
            {
                return DeflateEnd.Cut;
            }

            if ((entry & DeflateEntry.Literals) != 0)
            {
                Put(ref at, entry);
                Skip(entry, ref input.Buffer, ref input.Count);
                continue;
            }

            if ((entry & DeflateEntry.IsOther) != 0)
            {
                Skip(entry, ref input.Buffer, ref input.Count);
                return (entry & DeflateEntry.IsEnd) != 0 ? DeflateEnd.Block : DeflateEnd.Damage;
            }

            int length = Number(entry, ref input.Buffer, ref input.Count);
            if (!TryLook(ref input, distances, DeflateCodes.DistanceLookBits, out entry))
            {
                return DeflateEnd.Cut;
            }

            int distance = Number(entry, ref input.Buffer, ref input.Count);
            if ((entry & DeflateEntry.IsOther) != 0 || distance > at - first)
            {
                return DeflateEnd.Damage;
            }

            DeflateCopy.Repeat(at, distance, length);
            at += length;
        }

        return DeflateEnd.Limit;
    }

    /// <summary>The entry of the next code, one literal of it where the bits end in the second.</summary>
    /// <returns>False where the bits end before the code, or its extra bits, do.</returns>
    private static bool TryLook(ref DeflateBits input, uint* entries, int lookBits, out uint entry)
    {
        input.Fill();
        entry = Look(entries, input.Buffer, lookBits);
        if ((entry & (DeflateEntry.IsOther | DeflateEntry.IsEnd | DeflateEntry.IsNone)) == DeflateEntry.IsOther)
        {
            if (lookBits > input.Count)
            {
                return false;
            }

            entry = Further(entries, entry, ref input.Buffer, ref input.Count);
        }

        if (DeflateEntry.Bits(entry) > input.Count && DeflateEntry.Count(entry) == 2)
        {
            entry = DeflateEntry.FirstOf(entry);
        }

        return DeflateEntry.Bits(entry) <= input.Count;
    }

    /// <summary>The entry behind a look at a code that is longer; any other entry as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Further(uint* entries, uint entry, ref ulong bits, ref int count)
    {
        if ((entry & (DeflateEntry.IsEnd | DeflateEntry.IsNone)) != 0)
        {
            return entry;
        }

        Skip(entry, ref bits, ref count);
        return Look(entries + DeflateEntry.Value(entry), bits, DeflateEntry.Extra(entry));
    }

    /// <summary>Makes 56 bits or more ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref byte* next, ref ulong bits, ref int count)
    {
        bits |= DeflateBits.Read(next) << count;
        next += (63 - count) >> 3;
        count |= DeflateBits.Word;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Look(uint* entries, ulong bits, int lookBits) => entries[(nuint)bits & (((nuint)1 << lookBits) - 1)];

    /// <summary>Writes the literals of a look and looks at what follows.</summary>
    /// <returns>False where the look gave none: it is left as it is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeLiterals(uint* lengths, ref byte* at, ref ulong bits, ref int count, ref uint entry)
    {
        if ((entry & DeflateEntry.Literals) == 0)
        {
            return false;
        }

        Put(ref at, entry);
        Skip(entry, ref bits, ref count);
        entry = Look(lengths, bits, DeflateCodes.LookBits);
        return true;
    }

    /// <summary>Writes two bytes, of which the second may be none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref byte* at, uint entry)
    {
        ushort both = (ushort)(entry >> 16);
        Unsafe.WriteUnaligned(at, BitConverter.IsLittleEndian ? both : BinaryPrimitives.ReverseEndianness(both));
        at += DeflateEntry.Count(entry);
    }

    /// <summary>A length or distance, and its extra bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Number(uint entry, ref ulong bits, ref int count)
    {
        int extra = DeflateEntry.Extra(entry);
        int more = (int)(bits >> (DeflateEntry.Bits(entry) - extra)) & ((1 << extra) - 1);
        Skip(entry, ref bits, ref count);
        return DeflateEntry.Value(entry) + more;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Skip(uint entry, ref ulong bits, ref int count)
    {
        // a shift looks at six bits alone
        bits >>= (int)entry;
        count -= (byte)entry;
    }
}
