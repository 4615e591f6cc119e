import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';

/** Markdown as elements: HTML in it stays text, addresses are those of links, and pictures of other hosts are not fetched. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        components={{
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer" className="link">
              {children}
            </a>
          ),
          img: ({ alt, src = '' }) => (
            <a href={src} target="_blank" rel="noreferrer" className="link">
              {alt || 'picture'}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
