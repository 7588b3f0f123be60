using System.Buffers.Binary;
using System.IO.Compression;
using CovidClassifier.Imaging.Jpeg;

namespace CovidClassifier.Imaging.Tiff;

/// <summary>Unpacks strips and tiles.</summary>
internal sealed class TiffPieces(EncodedImage image, TiffDirectory directory, TiffLayout layout)
{
    private readonly byte[] _piece = new byte[(long)layout.PieceRowBytes * layout.PieceHeight];
    private readonly ReadOnlyMemory<byte> _jpegTables = directory.Bytes(TiffTag.JpegTables);

    /// <summary>The samples of a piece, row by row, valid until another is asked for; 16 bits as the machine has them.</summary>
    /// <param name="index">Its number, as the file counts.</param>
    /// <param name="rows">How many of its rows there are; a strip at the bottom has fewer.</param>
    /// <param name="cancellationToken">Looked at where a piece is a picture of its own.</param>
    /// <exception cref="ImageFormatException">A part of it is missing, or it is damaged.</exception>
    public ReadOnlySpan<byte> Unpack(int index, int rows, CancellationToken cancellationToken)
    {
        (long start, long length) = (layout.Offsets[index], layout.Lengths[index]);
        if (start + length > image.Bytes.Length)
        {
            throw image.EndsEarly();
        }

        ReadOnlyMemory<byte> packed = image.Bytes.Slice((int)start, (int)length);
        Span<byte> bytes = _piece.AsSpan(0, layout.PieceRowBytes * rows);
        if (layout.Packing == TiffPacking.Jpeg)
        {
            UnpackJpeg(packed, rows, cancellationToken);
        }
        else if (!UnpackBytes(packed, bytes))
        {
            throw image.Refuse("the TIFF file is damaged or ends early: a part of its pixels is missing.");
        }

        if (layout.Bits == 16 && directory.IsBigEndian == BitConverter.IsLittleEndian)
        {
            Span<ushort> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(bytes);
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        if (layout.IsDifferenced)
        {
            for (int y = 0; y < rows; y++)
            {
                Sum(bytes.Slice(y * layout.PieceRowBytes, layout.PieceRowBytes));
            }
        }

        return bytes;
    }

    private bool UnpackBytes(ReadOnlyMemory<byte> packed, Span<byte> bytes)
    {
        switch (layout.Packing)
        {
            case TiffPacking.None:
                return packed.Span[..Math.Min(packed.Length, bytes.Length)].TryCopyTo(bytes) && packed.Length >= bytes.Length;
            case TiffPacking.Lzw:
                return TiffLzw.Unpack(packed.Span, bytes) == bytes.Length;
            case TiffPacking.PackBits:
                return PackBits.Unpack(packed.Span, bytes, mayGoOn: bytes.Length < _piece.Length);
            default:
                try
                {
                    using var inflated = new ZLibStream(new SegmentStream([packed]), CompressionMode.Decompress);
                    bool isWhole = inflated.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
                    // behind the last byte stands a check sum, which is looked at where one more is asked for
                    inflated.ReadByte();
                    return isWhole;
                }
                catch (InvalidDataException)
                {
                    return false;
                }
        }
    }

    private void UnpackJpeg(ReadOnlyMemory<byte> packed, int rows, CancellationToken cancellationToken)
    {
        const int marker = 2;
        ReadOnlyMemory<byte> stream = _jpegTables.Length <= 2 * marker || packed.Length < marker ? packed
            : (byte[])[.. _jpegTables.Span[..^marker], .. packed.Span[marker..]];
        var jpeg = new EncodedImage(stream, image.Path);
        JpegHeader header = JpegHeader.Read(jpeg);
        if (header.Frame.Bits != 8 || header.Frame.Width != layout.PieceWidth || header.Frame.Height < rows
            || header.Frame.Components.Count != layout.SamplesInPiece)
        {
            throw image.Refuse("the TIFF file is damaged: a JPEG in it does not fit its size.");
        }

        IReadOnlyList<ushort[]> planes = JpegSamples.Read(jpeg, header, cancellationToken).Planes;
        for (int sample = 0; sample < planes.Count; sample++)
        {
            for (int i = 0; i < layout.PieceWidth * rows; i++)
            {
                _piece[i * planes.Count + sample] = (byte)planes[sample][i];
            }
        }
    }

    private void Sum(Span<byte> row)
    {
        if (layout.Bits == 16)
        {
            Span<ushort> words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ushort>(row);
            for (int i = layout.SamplesInPiece; i < words.Length; i++)
            {
                words[i] += words[i - layout.SamplesInPiece];
            }

            return;
        }

        for (int i = layout.SamplesInPiece; i < row.Length; i++)
        {
            row[i] += row[i - layout.SamplesInPiece];
        }
    }
}
