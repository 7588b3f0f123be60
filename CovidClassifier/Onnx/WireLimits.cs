using System.Globalization;

namespace CovidClassifier.Onnx;

/// <summary>
/// Counts what a file's bytes would become before they do: an empty message of two bytes becomes an object of hundreds. Reads the protocol buffer's own framing
/// (https://protobuf.dev/programming-guides/encoding/) and descends into the messages that an ONNX file nests.
/// </summary>
internal sealed class WireLimits
{
    private readonly string _subject;
    private long _parts;
    private long _numbers;

    private WireLimits(string subject) => _subject = subject;

    private enum Message
    {
        None, Model, Graph, Function, Node, Attribute, Tensor, ValueInfo, Type, TensorType, Shape, Leaf, Numbers,
    }

    /// <param name="bytes">The file's content.</param>
    /// <param name="subject">How the message names it.</param>
    /// <exception cref="NetworkException">It holds more than a network of images does, or is no protocol buffer.</exception>
    public static void Require(ReadOnlySpan<byte> bytes, string subject) => new WireLimits(subject).Walk(bytes, Message.Model, depth: 0);

    // field numbers of onnx.proto
    private static Message Inside(Message message, ulong field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Graph, 5) or (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Graph, 11 or 12 or 13) => Message.ValueInfo,
        (Message.Node, 5) or (Message.Function, 11) => Message.Attribute,
        (Message.Attribute, 6 or 11) => Message.Graph,
        (Message.ValueInfo, 2) => Message.Type,
        (Message.Type, 1) => Message.TensorType,
        (Message.TensorType, 2) => Message.Shape,
        (Message.Tensor, 1 or 5 or 7 or 11) or (Message.Attribute, 8) => Message.Numbers,
        (Message.Node, 1 or 2 or 3 or 4 or 6 or 7) or (Message.Tensor, 4 or 6 or 8 or 9 or 10) or (Message.Attribute, 1 or 4 or 7 or 9) => Message.None,
        _ => Message.Leaf,
    };

    private void Walk(ReadOnlySpan<byte> bytes, Message message, int depth)
    {
        if (depth > 4 * GraphLimits.MostDepth)
        {
            throw Refuse($"nests graphs more than {GraphLimits.MostDepth} deep");
        }

        while (!bytes.IsEmpty)
        {
            ulong tag = Number(ref bytes);
            Message inside = Inside(message, tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    Number(ref bytes);
                    Count(inside);
                    break;
                case 1:
                    Skip(ref bytes, sizeof(ulong));
                    Count(inside);
                    break;
                case 5:
                    Skip(ref bytes, sizeof(uint));
                    Count(inside);
                    break;
                case 2:
                    ReadOnlySpan<byte> content = Skip(ref bytes, Number(ref bytes));
                    Count(inside, content.Length);
                    if (inside is not (Message.None or Message.Leaf or Message.Numbers))
                    {
                        Walk(content, inside, depth + 1);
                    }

                    break;
                default:
                    throw NotWhole();
            }
        }
    }

    private void Count(Message inside, int length = 1)
    {
        _parts += inside is Message.None or Message.Numbers ? 0 : 1;
        _numbers += inside == Message.Numbers ? length : 0;
        if (_parts > GraphLimits.MostParts || _numbers > GraphLimits.MostPackedNumbers)
        {
            throw Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"holds more than {GraphLimits.MostParts} nodes, attributes, tensors and declarations, or more than "
                + $"{GraphLimits.MostPackedNumbers} whole " +
                    $"numbers outside of raw data"));
        }
    }

    private ulong Number(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int i = 0; i < Math.Min(bytes.Length, 10); i++)
        {
            value |= (ulong)(bytes[i] & 127) << (7 * i);
            if (bytes[i] < 128)
            {
                bytes = bytes[(i + 1)..];
                return value;
            }
        }

        throw NotWhole();
    }

    private ReadOnlySpan<byte> Skip(ref ReadOnlySpan<byte> bytes, ulong length)
    {
        if (length > (ulong)bytes.Length)
        {
            throw NotWhole();
        }

        ReadOnlySpan<byte> skipped = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return skipped;
    }

    private NetworkException NotWhole() => new($"{_subject} is not a whole ONNX file: it was cut off or damaged, or is a file of another kind.");

    private NetworkException Refuse(string why) => new($"{_subject} {why}: no network of images needs as much.");
}
