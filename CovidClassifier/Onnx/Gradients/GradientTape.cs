namespace CovidClassifier.Onnx.Gradients;

/// <summary>
/// Gradients gathered so far, by forward tensor. A tensor with several consumers gets one `Sum` node, added when its total is first asked for
/// (by then every consumer has been visited).
/// </summary>
internal sealed class GradientTape(GraphBuilder builder, IReadOnlySet<string> path)
{
    private readonly Dictionary<string, List<string>> _parts = new(StringComparer.Ordinal);

    /// <summary>Whether the tensor depends on a trained parameter.</summary>
    public bool IsOnPath(string tensor) => path.Contains(tensor);

    public void Accumulate(string tensor, string gradient)
    {
        if (!_parts.TryGetValue(tensor, out List<string>? parts))
        {
            _parts[tensor] = parts = [];
        }

        parts.Add(gradient);
    }

    public string? Gradient(string tensor)
    {
        if (!_parts.TryGetValue(tensor, out List<string>? parts))
        {
            return null;
        }

        if (parts.Count > 1)
        {
            string total = builder.Add("Sum", parts.ToArray());
            parts.Clear();
            parts.Add(total);
        }

        return parts[0];
    }
}
