using CovidClassifier.Foundation;
using Google.Protobuf;

namespace CovidClassifier.Onnx;

/// <summary>Makes and reads node attributes.</summary>
internal static class Attributes
{
    public static AttributeProto Of(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Of(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Of(string name, string value) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Of(string name, IEnumerable<long> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    public static AttributeProto Of(string name, IEnumerable<string> values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Strings };
        attribute.Strings.AddRange(values.Select(ByteString.CopyFromUtf8));
        return attribute;
    }

    public static AttributeProto Of(string name, TensorProto value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Tensor, T = value };

    public static bool Has(this NodeProto node, string name) => node.Find(name) is not null;

    public static long Int(this NodeProto node, string name, long otherwise) => node.Find(name)?.I ?? otherwise;

    public static float Float(this NodeProto node, string name, float otherwise) => node.Find(name)?.F ?? otherwise;

    public static string Text(this NodeProto node, string name, string otherwise) => node.Find(name)?.S.ToStringUtf8() ?? otherwise;

    /// <summary>The list, or <paramref name="otherwise"/> where the attribute is absent.</summary>
    public static long[] Ints(this NodeProto node, string name, long[] otherwise) => node.Find(name) is { } found ? [.. found.Ints] : otherwise;

    /// <summary>The attribute, or null.</summary>
    public static AttributeProto? Find(this NodeProto node, string name) => node.Attribute.FirstOrDefault(a => a.Name == name);

    /// <summary>Removes the attribute and returns it, or null where it is absent.</summary>
    public static AttributeProto? Take(this NodeProto node, string name)
    {
        AttributeProto? found = node.Find(name);
        if (found is not null)
        {
            node.Attribute.Remove(found);
        }

        return found;
    }

    /// <summary>The name of input <paramref name="index"/>, or null where it is absent or left empty (an optional input).</summary>
    public static string? InputAt(this NodeProto node, int index) =>
        index < node.Input.Count && node.Input[index].Length > 0 ? node.Input[index] : null;

    /// <summary>For messages: the operator, the node's name and its first output.</summary>
    public static string Describe(this NodeProto node) =>
        $"{ShownText.Name(node.OpType)} '{ShownText.Name(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "")}'";
}
